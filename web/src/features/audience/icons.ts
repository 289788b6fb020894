// one by one: the package's index names six thousand
export { default as IconAudience } from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs'
export { default as IconPlus } from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
export { default as IconTrash } from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'

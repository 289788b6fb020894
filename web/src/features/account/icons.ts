export { default as IconAdd } from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
export { default as IconFail } from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs'
export { default as IconGood } from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
export { default as IconPhone } from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'

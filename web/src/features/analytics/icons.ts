// one by one: the package's index names six thousand
export { default as IconChart } from '@tabler/icons-react/dist/esm/icons/IconChartHistogram.mjs'
export { default as IconTable } from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'

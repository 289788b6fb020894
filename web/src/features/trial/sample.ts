/** Carried by everybody and everything that a trial starts with, so that it can be told apart and removed. */
export const SAMPLE_TAG = 'sample data'

const people = [
  ['Ana García', 'en', 'Austin', 'tulips'],
  ['Ben Okafor', 'en', 'Denver', 'roses'],
  ['Chloé Martin', 'en', 'Boston', 'peonies'],
  ['Daniel Kim', 'en', 'Seattle', 'lilies'],
  ['Elif Yılmaz', 'en', 'Chicago', 'tulips'],
  ['Farid Haddad', 'ar', 'Dearborn', 'jasmine'],
  ['Grace Mensah', 'en', 'Atlanta', 'orchids'],
  ['Hannah Weber', 'de', 'Milwaukee', 'asters'],
  ['Isabel Torres', 'es', 'Miami', 'dahlias'],
  ['Jonas Lindqvist', 'en', 'Minneapolis', 'irises'],
  ['Kavya Iyer', 'hi', 'San Jose', 'marigolds'],
  ['Luca Romano', 'en', 'New York', 'roses'],
  ['Mariana Costa', 'pt_BR', 'Newark', 'orchids'],
  ['Noah Williams', 'en', 'Portland', 'lilies'],
  ['Olivia Brown', 'en', 'Austin', 'peonies'],
  ['Pablo Hernández', 'es', 'San Antonio', 'dahlias'],
  ['Quinn Murphy', 'en', 'Boston', 'irises'],
  ['Rosa Delgado', 'es', 'Phoenix', 'tulips'],
  ['Samir Patel', 'hi', 'Houston', 'marigolds'],
  ['Tara Novak', 'en', 'Cleveland', 'asters'],
] as const

const FIRST = 12_025_550_141

/** Fictional people with numbers that belong to nobody; the first six are those who write. */
export function samplePeople(): File {
  const rows = people.map(([name, language, city, flower], index) => `+${FIRST + index},${name},${language},${city},${flower}`)
  return new File([['phone,name,language,city,favourite flower', ...rows, ''].join('\n')], 'sample-people.csv', { type: 'text/csv' })
}

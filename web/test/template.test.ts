import { describe, expect, it } from 'vitest'
import { around } from '../src/features/template/builder/BodySection'
import { type Draft, emptyDraft, lengthOf, newButton, variablesOf } from '../src/features/template/builder/draft'
import { fromComponents } from '../src/features/template/builder/fromComponents'
import { isTouched, remarksOf } from '../src/features/template/builder/remarks'
import { toComponents } from '../src/features/template/builder/toComponents'
import { byMeaning, grouped } from '../src/features/template/groups'
import { isEditable, meaningOf } from '../src/features/template/meaning'
import type { Template } from '../src/features/template/queries'
import { samplesOf, withMetasTexts } from '../src/features/template/samples'

const draft = (change: Partial<Draft>): Draft => ({ ...emptyDraft('1'), ...change })
const template = (name: string, language: string, status: string, quality?: string) => ({ account: '1', name, language, status, quality }) as Template

describe('a draft', () => {
  it('becomes the JSON of Meta, with an example for each variable', () => {
    const components = toComponents(
      draft({
        header: { kind: 'TEXT', text: 'Hi {{1}}', rest: {} },
        body: { text: 'Your order {{2}} of {{1}} is ready.', rest: {} },
        footer: { text: 'Reply STOP', rest: {} },
        samples: { 'header.1': 'Ana', 'body.1': 'Monday', 'body.2': 'A-1' },
        buttons: [
          { ...newButton('URL'), text: 'Track', url: 'https://example.com/{{1}}', example: 'https://example.com/A-1' },
          { ...newButton('PHONE_NUMBER'), text: 'Call', number: '+12025550141' },
          { ...newButton('COPY_CODE'), example: 'SPRING' },
        ],
      }),
    )
    expect(components).toEqual([
      { type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}', example: { header_text: ['Ana'] } },
      { type: 'BODY', text: 'Your order {{2}} of {{1}} is ready.', example: { body_text: [['Monday', 'A-1']] } },
      { type: 'FOOTER', text: 'Reply STOP' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}', example: ['https://example.com/A-1'] },
          { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+12025550141' },
          { type: 'COPY_CODE', example: 'SPRING' },
        ],
      },
    ])
  })

  it('names its variables where they have names', () => {
    const [body] = toComponents(draft({ named: true, body: { text: 'Hi {{first_name}}, hello.', rest: {} }, samples: { 'body.first_name': 'Ana' } }))
    expect(body?.example).toEqual({ body_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] })
  })

  it('of a one-time code leaves the words to Meta', () => {
    expect(toComponents(draft({ category: 'AUTHENTICATION', body: { text: 'ignored', rest: {} } }))).toEqual([
      { type: 'BODY', add_security_recommendation: true },
      { type: 'FOOTER', code_expiration_minutes: 10 },
      { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
    ])
  })

  it('comes back from JSON the same, with what the form does not show', () => {
    const components = [
      { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::abc'] } },
      { type: 'BODY', text: 'Hi {{1}} there', example: { body_text: [['Ana']] } },
      { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Book', flow_id: '7', flow_action: 'navigate' }] },
      { type: 'CAROUSEL', cards: [] },
    ]
    const back = fromComponents(emptyDraft('1'), components)
    expect(back.others).toHaveLength(1)
    expect(toComponents(back)).toEqual(components)
  })

  it('forgets nothing of its own that JSON does not hold', () => {
    const back = fromComponents(draft({ name: 'spring', language: 'de', category: 'UTILITY', named: true }), [{ type: 'BODY', text: 'Hallo' }])
    expect(back).toMatchObject({ name: 'spring', language: 'de', category: 'UTILITY', named: true, body: { text: 'Hallo' } })
  })
})

describe('texts', () => {
  it('have each variable once, numbers in their order', () => {
    expect(variablesOf('{{10}} {{2}} {{2}}')).toEqual(['2', '10'])
    expect(variablesOf('{{b}} {{ a }}')).toEqual(['b', 'a'])
  })

  it('are counted as Meta counts: an emoji is one', () => expect(lengthOf('a🌷')).toBe(2))

  it('get marks around what is selected, which stays selected', () => {
    expect(around('so good', 3, 7, '*', '*')).toEqual({ text: 'so *good*', from: 4, to: 8 })
  })

  it('are filled by their examples, and those of codes by the words of Meta', () => {
    expect(samplesOf([{ type: 'BODY', text: '{{1}}', example: { body_text: [['Ana']] } }])).toEqual({ 'body.1': 'Ana' })
    const shown = withMetasTexts([{ type: 'BODY', add_security_recommendation: true }])
    expect(shown).toMatchObject([{ text: '*{{1}}* is your verification code. For your security, do not share this code.' }])
  })
})

describe('remarks of the server', () => {
  const components = [{ type: 'BODY' }, { type: 'BUTTONS' }]

  it('stand at the part that they are about', () => {
    const remarks = remarksOf(
      [
        { field: 'name', message: 'one' },
        { field: 'components[0].text', message: 'two' },
        { field: 'components[1].buttons[2].url', message: 'three' },
        { field: 'components[1].buttons', message: 'four' },
        { field: 'components HEADER', message: 'five' },
        { field: 'components', message: 'six' },
      ],
      components,
    )
    expect(remarks).toEqual({ name: ['one'], body: ['two'], 'button.2': ['three'], buttons: ['four'], header: ['five'], rest: ['six'] })
  })

  it('wait until one has been there', () => {
    expect(isTouched('body', new Set())).toBe(false)
    expect(isTouched('button.1', new Set(['buttons']))).toBe(true)
    expect(isTouched('body', new Set(['all']))).toBe(true)
  })
})

describe('a status', () => {
  it.each([
    ['APPROVED', undefined, 'template.status.activeUnknown'],
    ['APPROVED', 'UNKNOWN', 'template.status.activeUnknown'],
    ['APPROVED', 'GREEN', 'template.status.activeGreen'],
    ['APPROVED', 'YELLOW', 'template.status.activeYellow'],
    ['APPROVED', 'RED', 'template.status.activeRed'],
    ['PAUSED', 'RED', 'template.status.pausedRed'],
    ['PAUSED', 'UNKNOWN', 'template.status.paused'],
    ['DISABLED', 'RED', 'template.status.disabledRed'],
    ['REJECTED', 'UNKNOWN', 'template.status.rejected'],
    ['LIMIT_EXCEEDED', undefined, 'template.status.limit'],
    ['IN_APPEAL', undefined, 'template.status.appeal'],
    ['PENDING', undefined, 'template.status.review'],
  ])('%s with quality %s means %s', (status, quality, label) => expect(meaningOf(status, quality)?.label).toBe(label))

  it('that Meta has made since means what it says', () => expect(meaningOf('FROZEN')).toBeUndefined())

  it('allows an edit or not, by the rule of Meta', () => {
    expect(['APPROVED', 'REJECTED', 'PAUSED'].every(isEditable)).toBe(true)
    expect(['PENDING', 'DISABLED', 'IN_APPEAL'].some(isEditable)).toBe(false)
  })
})

it('languages of one name stand together and are summed up by what they mean', () => {
  const groups = grouped([template('a', 'de', 'APPROVED', 'GREEN'), template('a', 'en', 'PENDING'), template('a', 'es', 'APPROVED', 'GREEN'), template('b', 'en', 'REJECTED')])
  expect(groups.map(group => group.name)).toEqual(['a', 'b'])
  const [first] = groups
  expect(first && byMeaning(first).map(({ example, count }) => [example.status, count])).toEqual([
    ['APPROVED', 2],
    ['PENDING', 1],
  ])
})

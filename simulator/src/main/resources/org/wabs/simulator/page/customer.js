'use strict'
// Everything that comes from elsewhere is set as text, never as markup.

const POLL_MS = 1500
const byId = id => document.getElementById(id)
const state = { number: null, phone: null, phones: [], shown: '', listed: '' }

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children.filter(child => child !== null))
  return made
}

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  })
  const json = await answer.json()
  if (!answer.ok) throw new Error(json.error)
  return json
}

function trouble(text) {
  byId('trouble').textContent = text
  byId('trouble').hidden = !text
}

/** Runs something that talks to the simulator, and says so when it cannot. */
async function attempt(action) {
  try {
    await action()
    trouble('')
  } catch (error) {
    trouble(error instanceof TypeError ? 'The simulator does not answer. Is it still running?' : error.message)
  }
}

const time = iso => new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })

// --- the customers ---------------------------------------------------------------------------

async function refreshList() {
  const { customers } = await call('GET', 'admin/customers?limit=100')
  const seen = JSON.stringify([customers, state.number, state.phone])
  if (seen === state.listed) return
  state.listed = seen
  byId('nobody').hidden = customers.length > 0
  byId('list').replaceChildren(...customers.flatMap(customer => customer.phoneNumbers.map(phone => entry(customer, phone))))
}

function entry(customer, phone) {
  const current = state.number === customer.number && state.phone === phone.id
  const button = element('button', { type: 'button', 'aria-current': String(current) },
    element('span', { class: 'face', 'aria-hidden': 'true' }, [...customer.name][0] ?? '?'),
    element('span', { class: 'lines' },
      element('span', { class: 'name' },
        element('bdi', {}, customer.name),
        element('bdi', { dir: 'ltr' }, customer.number)),
      element('span', { class: 'last', dir: 'auto' }, phone.last ?? '')))
  button.addEventListener('click', () => open(customer.number, phone.id))
  return element('li', {}, button)
}

function open(number, phone) {
  state.number = number
  state.phone = phone
  state.shown = ''
  byId('app').classList.add('open')
  byId('messages').replaceChildren()
  attempt(refresh)
}

// --- the thread ------------------------------------------------------------------------------

async function refreshThread() {
  if (!state.number) return
  const { number } = state
  const answer = await call('GET', `admin/customers/${encodeURIComponent(number)}/thread`)
  if (number !== state.number) return
  const known = new Set(answer.threads.map(thread => thread.phoneNumberId))
  state.phone ??= answer.threads.at(-1)?.phoneNumberId ?? state.phones[0]?.id ?? null
  const thread = answer.threads.find(one => one.phoneNumberId === state.phone)
  const seen = JSON.stringify([answer.name, thread, state.phone])
  if (seen === state.shown) return
  state.shown = seen
  const phone = state.phones.find(one => one.id === state.phone)
  byId('business').textContent = phone ? phone.name : 'No business number yet'
  byId('customer').textContent =
    `You are ${answer.name}, ${answer.number}` +
    (thread?.windowOpen ? ' · service window open' : '') +
    (thread?.optedOut ? ' · marketing stopped' : '')
  byId('write').hidden = !state.phone
  fillPhones(known)
  const list = byId('messages')
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80
  list.replaceChildren(...(thread?.messages ?? []).map(bubble))
  if (atEnd) list.scrollTop = list.scrollHeight
  const unread = thread?.messages.some(message => message.direction === 'outbound' && arrived(message) && !has(message, 'read'))
  if (unread && document.visibilityState === 'visible') {
    await call('POST', `admin/customers/${encodeURIComponent(number)}/read`, { phoneNumberId: state.phone })
  }
}

function fillPhones(known) {
  const select = byId('phone')
  select.hidden = state.phones.length < 2
  select.replaceChildren(...state.phones.map(phone => {
    const option = element('option', { value: phone.id }, `${phone.name} ${phone.display}${known.has(phone.id) ? ' •' : ''}`)
    option.selected = phone.id === state.phone
    return option
  }))
}

const has = (message, status) => message.statuses.some(one => one.status === status)
const arrived = message => has(message, 'delivered') || has(message, 'read')

function bubble(message) {
  if (message.direction === 'inbound') {
    return element('li', { class: 'inbound' },
      element('p', { class: 'body', dir: 'auto' }, message.text),
      element('span', { class: 'meta' }, `${time(message.at)} ${message.acknowledged ? '✓✓' : '✓'}`))
  }
  const failed = message.statuses.find(one => one.status === 'failed')
  const note = failed ? `not delivered (${failed.error})`
    : message.held ? 'held by Meta'
    : arrived(message) ? (has(message, 'read') ? 'read' : 'delivered') : 'on its way'
  return element('li', { class: 'outbound' },
    message.header ? element('p', { class: 'head', dir: 'auto' }, message.header) : null,
    message.headerMedia ? element('div', { class: 'media' }, message.headerMedia) : null,
    element('p', { class: 'body', dir: 'auto' }, message.text),
    message.footer ? element('p', { class: 'foot', dir: 'auto' }, message.footer) : null,
    element('span', { class: 'meta' }, `${time(message.acceptedAt)} · ${note}`),
    message.buttons?.length ? element('div', { class: 'buttons' }, ...message.buttons.map(button => pressable(message, button))) : null)
}

function pressable(message, button) {
  const made = element('button', { type: 'button', dir: 'auto' }, button.text)
  if (button.type === 'QUICK_REPLY') {
    made.addEventListener('click', () => write({ type: 'button', text: button.text, payload: button.payload, replyTo: message.wamid }))
  } else {
    made.disabled = true
    made.title = button.url ? `Would open ${button.url}` : 'Does nothing in the simulator'
  }
  return made
}

function write(message) {
  const { number, phone } = state
  attempt(async () => {
    await call('POST', `admin/customers/${encodeURIComponent(number)}/messages`, { phoneNumberId: phone, ...message })
    byId('messages').scrollTop = byId('messages').scrollHeight
    await refresh()
  })
}

// --- wiring ----------------------------------------------------------------------------------

async function refresh() {
  state.phones = (await call('GET', 'admin/numbers')).phoneNumbers
  await refreshThread()
  await refreshList()
}

byId('find').addEventListener('submit', event => {
  event.preventDefault()
  const digits = byId('number').value.replace(/[^0-9]/g, '')
  if (digits.length < 5 || digits.length > 15) {
    trouble('A phone number has 5 to 15 digits, country code included.')
    return
  }
  open(`+${digits}`, null)
})
byId('write').addEventListener('submit', event => {
  event.preventDefault()
  const text = byId('text').value.trim()
  if (text) {
    byId('text').value = ''
    write({ type: 'text', text })
  }
})
byId('phone').addEventListener('change', () => open(state.number, byId('phone').value))
byId('back').addEventListener('click', () => byId('app').classList.remove('open'))

async function poll() {
  if (document.visibilityState === 'visible') await attempt(refresh)
  setTimeout(poll, POLL_MS)
}
poll()

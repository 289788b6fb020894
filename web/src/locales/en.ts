import account from './en/account.json'
import analytics from './en/analytics.json'
import app from './en/app.json'
import audience from './en/audience.json'
import audit from './en/audit.json'
import campaign from './en/campaign.json'
import contact from './en/contact.json'
import identity from './en/identity.json'
import inbox from './en/inbox.json'
import settings from './en/settings.json'
import template from './en/template.json'
import trial from './en/trial.json'
import ui from './en/ui.json'
import wizard from './en/wizard.json'

/** One file a feature. The other languages are checked against these. */
export default { ...account, ...analytics, ...app, ...audience, ...audit, ...campaign, ...contact, ...identity, ...inbox, ...settings, ...template, ...trial, ...ui, ...wizard }

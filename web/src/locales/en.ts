import app from './en/app.json'
import audit from './en/audit.json'
import campaign from './en/campaign.json'
import identity from './en/identity.json'
import inbox from './en/inbox.json'
import ui from './en/ui.json'

/** One file a feature. The other languages are checked against these. */
export default { ...app, ...audit, ...campaign, ...identity, ...inbox, ...ui }

import { ImportPanel } from '../features/contact/import/ImportPanel'
import { ReportView } from '../features/contact/import/ReportView'
import { Wizard } from '../features/wizard/Wizard'

const importing = { Panel: ImportPanel, Report: ReportView }

/** The wizard with the way in which contacts are imported everywhere. */
export const CampaignWizard = () => <Wizard importing={importing} />

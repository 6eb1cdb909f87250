// What every page loads: each piece looks for its own markup and leaves the rest alone.
import { guardForms } from "./forms.js";
import { openDialogs } from "./dialogs.js";
import { forgetAtSignOut } from "./leaving.js";
import { followJobs } from "./progress.js";
import { labelCells } from "./tables.js";

guardForms(document);
openDialogs(document);
forgetAtSignOut(document);
followJobs(document);
labelCells(document);

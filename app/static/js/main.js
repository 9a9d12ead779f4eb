/** What runs on every floor screen. A page without a module's elements is left alone by it. */
import * as acts from "./acts.js";
import * as camera from "./camera.js";
import * as connection from "./connection.js";
import * as fields from "./fields.js";
import { leaveAfter, onSettled } from "./htmx-shim.js";
import * as pinpad from "./pinpad.js";
import * as running from "./running.js";
import * as scan from "./scan.js";
import * as sheets from "./sheets.js";
import * as sound from "./sound.js";
import * as stop from "./stop.js";
import * as wedge from "./wedge.js";

document.documentElement.dataset.js = "on";

connection.start();
sound.start();
stop.start();
acts.start();
fields.start();
sheets.start();
pinpad.start();
running.start();
scan.start();
camera.start(scan.capture);
wedge.listen(scan.capture);
onSettled(wedge.refocus);
leaveAfter(wedge.scanned);

"""What every list says on the first day, when a building has people and nothing else."""

EMPTY: dict[str, list[str]] = {
    "/authorizations": [
        "No authorization yet | An authorization lets a customer send goods back: write the first one. | New "
        "authorization",
    ],
    "/notices": [
        "Nothing is announced | A sender's notice says which pallets and cartons are to come. Write one on the page "
        "of its authorization, or import it. | Authorizations",
    ],
    "/matching": [
        "Everything has its paper | Goods that come without paper stand here. Match them to an authorization, or "
        "make one of what was counted.",
    ],
    "/money": [
        "Nothing owed yet | What is owed appears here by itself once goods are received and graded, by the refund"
        " terms of the return policy. | Return policies",
    ],
    "/credit-memos": [
        "No credit memo yet | A memo begins at the reconciliation of an authorization whose goods have come. | "
        "Received authorizations",
    ],
    "/replacements": [
        "No replacement yet | A replacement is planned at the money of an authorization whose line comes to a "
        "replacement or a repair. | Authorizations",
    ],
    "/cartons": [
        "Nothing waits here | Receive goods: their cartons show up here at once. | Receive",
        "Nothing is wrong | Overs, damage, full places and calls for help show up here. Take them up, then settle"
        " them.",
    ],
    "/releases": [
        "Nothing is locked | What must not go on stands here with its reason: expired, of a wrong lot, on no "
        "paper. It is released here, or goes to quarantine by scan.",
    ],
    "/devices": [
        "No device yet | Medical products with a lot or a serial stand here once they were delivered or received. "
        "Import what was shipped. | Imports",
    ],
    "/devices/decontaminations": [
        "Nothing decontaminated yet | Cartons of medical goods come in unopened. Scan one under Decontamination, say "
        "how it was done, and have it confirmed. | Decontamination",
    ],
    "/samples": [
        "No sample drawn yet | Say at which AQL goods of a party are judged by samples. At the bench their cartons "
        "then ask for one. | AQL by party",
    ],
    "/samples/agreed": [
        "Nothing agreed yet | Until an AQL is kept for a party, its cartons are graded without a sample. Keep the "
        "first one above.",
    ],
    "/approvals": [
        "Nothing approved yet | What not everybody does on their own stands here once it was approved: with a badge "
        "and a PIN at the screen, or by whoever may. | Who approves what",
    ],
    "/approvals/table": [
        "As it is from the start | Nobody has changed this table yet. Change a row above and save it: that makes "
        "version 1.",
    ],
    "/dwell-targets": [
        "As it is from the start | Nobody has changed these targets yet. Change one above and save it: that makes "
        "version 1.",
    ],
    "/dwell-targets/figures": [
        "Nothing was timed yet | Receive goods, grade them and put them in place: what they took shows up here.",
    ],
    "/hold-orders": [
        "Nothing is held by order | Hold a carton, a lot, a product, an authorization or all from one sender: what "
        "stands here is locked at once, what comes is locked as it is booked. | Hold goods",
    ],
    "/outbound": [
        "No outbound load yet | Goods that were decided for a vendor, a buyer, a charity or a recycler leave on a load."
        " Plan the first one. | Plan a load",
    ],
    "/loading": [
        "No load waits | The office plans what leaves: to whom, and under which code. | Outbound loads",
    ],
    "/bundles": [
        "No sale bundle yet | What is to be liquidated stands in zone L: scan a carton there to begin the first "
        "bundle. | Build one",
    ],
    "/donations": [
        "No donation yet | What goes to a charity leaves on an outbound load. Once that departs, its donation stands "
        "here.",
    ],
    "/bundling": [
        "No sale bundle chosen | Scan a carton that stands in zone L to begin one.",
    ],
    "/certificates": [
        "No certificate yet | A certificate is frozen when goods are destroyed before a witness. Route what is to be "
        "destroyed to a place of zone X, then destroy it there.",
    ],
    "/sanitizations": [
        "Nothing sanitized yet | Scan the serial of a unit that bears data under Data, say what was done to each "
        "medium, and have it verified. | Data",
    ],
    "/work-orders": [
        "No work order yet | An order is drawn up by itself when goods that were graded for rework or refurbishing are "
        "put into a workshop place. | Disposition",
    ],
    "/work-orders/yields": [
        "Nothing ended yet | Figures come from orders whose goods were graded again or given up. Work one through, "
        "then grade its goods. | Work orders",
    ],
    "/sanitizing": [
        "No unit chosen | Scan the serial plate of a unit that bears data: it may stand in any carton.",
    ],
    "/materials": [
        "Nothing has ended here yet | Figures come from certificates: hand goods to a recycler, or destroy them.",
    ],
    "/streams": [
        "No stream yet | Streams are the materials that goods are weighed into: plastics, metals, boards. Write the "
        "first one below.",
    ],
    "/recycling": [
        "Nothing to recycle | What is to be recycled is routed to a place of zone R first. It stands here then.",
    ],
    "/destructions": [
        "Nothing to destroy | What is to be destroyed is routed to a place of zone X first. It stands here then.",
    ],
    "/unsold": [
        "No snapshot yet | Import what stands where, with its sales: an inventory snapshot from the system that "
        "counts it. | Import a snapshot",
    ],
    "/unsold/agreements": [
        "No agreement yet | An agreement says what a vendor takes back, how much of it, and what it credits. "
        "Write down the first one. | New agreement",
    ],
    "/unsold/proposals": [
        "Nothing is proposed | Nothing in the newest snapshots is too much, or all of it is on authorizations "
        "already. Import a newer snapshot, or change the thresholds. | What is too much",
    ],
    "/unsold/thresholds": [
        "No thresholds yet | Until some are in force no stock counts as unsold. Enter the first ones above.",
    ],
    "/labels": [
        "No cartons yet | Receive goods, or print a plate to stick on the first carton.",
    ],
    "/packaging/assets": [
        "No asset yet | Write the types of packaging first, then import their assets by GRAI. | Types of packaging",
    ],
    "/packaging/parties": [
        "Nothing issued yet | Once packaging is issued to a party by scan, what it has and owes stands here.",
    ],
    "/packaging/types": [
        "No type yet | Write the first one: what it is, how it is counted, and what its deposit is. | New type",
    ],
    "/packaging": [
        "No party chosen | Assets say who has them. To issue, or for bulk material, scan the party by its code, GLN or "
        "authorization.",
    ],
    "/collections": [
        "No collection yet | A collection is asked for on the page of an approved authorization. | Authorizations",
    ],
    "/collections/proposals": [
        "Nothing waits | Every request is planned. A collection is asked for on the page of an approved "
        "authorization. | All collections",
    ],
    "/loads": [
        "No load yet | A load is made of requests to collect. Plan the first one. | Plan loads",
    ],
    "/loads/appointments": [
        "No load on this day | A load is made of requests to collect. Plan one, and make its appointment. | Plan loads",
    ],
    "/trips": [
        "No trip yet | Planned deliveries tell which pick-ups can ride along. Write one, or import them from the "
        "system that plans routes. | Imports",
    ],
    "/parties": [
        "No party yet | Customers, vendors and carriers come from the company's other systems. Import them. | Imports",
    ],
    "/products": [
        "No product yet | Products come from the company's other systems: import them, or write the first one "
        "here. | Imports",
    ],
    "/shipments": [
        "No shipment yet | Deliveries to customers are the ground for what may come back. Import them from the "
        "system that ships. | Imports",
    ],
    "/policies": [
        "No return policy yet | Until one is in force a supervisor decides about every request. Write the first draft.",
    ],
    "/checklists": [
        "No checklist yet | Until one is in force for a category, nothing of it can be graded. Write the first draft.",
    ],
    "/grade-tables": [],
    "/grading-quality": [
        "No blind check yet | Enter a share above: that many graded units are offered to another inspector at the"
        " bench.",
    ],
    "/disposition": [
        "No disposition rules yet | Until a version is in force the law of the house and the starting prices decide"
        " alone. Write the first draft.",
    ],
    "/customs": [
        "No customs entry yet | Goods that are imported temporarily stand under an entry until a document discharges "
        "them. Enter the first one. | New entry",
    ],
    "/customs/documents": [
        "No document yet | Moving goods discharges nothing: record the document under which they leave, change regime, "
        "are given away or destroyed. | Record a document",
    ],
    "/customs/reports": [
        "Nothing to report yet | Reports are made of customs entries and of the documents that discharge them. Enter "
        "the first entry. | New entry",
    ],
    "/imports": [
        "No file yet | Choose a file above: products, parties, shipments or authorizations from another system.",
    ],
    "/webhooks": [
        "No webhook yet | Enter the address of the system that is to be told, and tick what of.",
    ],
    "/webhooks/messages": [
        "Nothing to tell yet | Once a webhook is there, what it is told stands here, and what it did not take can"
        " be sent again. | Webhooks",
    ],
    "/receipts": [
        "No open receipt | Scan the paper that came with the goods.",
        "Nothing expected | No authorization is on its way. Receive without paper what comes all the same, and "
        "the office matches it later.",
    ],
    "/arrivals": [
        "No load expected | Receive what comes by its papers. | Receive",
    ],
    "/grading": [
        "Nothing to grade | Receive a carton and close it: it appears here.",
        "No open tote | Scanning a new T- plate for a graded item opens one.",
    ],
    "/routes": [
        "Nothing waits to be moved | Graded cartons show up here. Scan any carton's plate to move it.",
    ],
    "/pallets": [
        "No pallet chosen | Scan a pallet, a carton on it, or a plate not in use to begin a new one.",
    ],
    "/stations": [
        "No places yet | Ask the office to set up the doors and benches of this site.",
    ],
}
"""By list: what its empty states say, each with the name of the link that follows."""

"""Where the papers of the tests lead, and the guide they are made from."""

from real import load

from laufmappe.paths import CONTENT

ADDRESS = "https://laufmappe.bielefeld.example"
GUIDE = load(CONTENT)

"""Each kind of file: its keys, which are required, which are texts for translators."""

from pydantic import BaseModel

from laufmappe.content.fields.city import (
    Locales,
    LocationFile,
    OrganizationFile,
    ServiceFile,
    SiteFile,
)
from laufmappe.content.fields.law import (
    Bring,
    Deadlines,
    FiltersFile,
    Offices,
    Papers,
    PrinciplesFile,
    QuestionFile,
    Roles,
    Switches,
    TableFile,
)

KINDS: dict[str, type[BaseModel]] = {
    "questions/*.yaml": QuestionFile,
    "rules/filters.yaml": FiltersFile,
    "rules/principles.yaml": PrinciplesFile,
    "rules/switches.yaml": Switches,
    "rules/*.yaml": TableFile,
    "rules/needs/*.yaml": TableFile,
    "deadlines.yaml": Deadlines,
    "roles.yaml": Roles,
    "offices.yaml": Offices,
    "papers.yaml": Papers,
    "bring.yaml": Bring,
    "site.yaml": SiteFile,
    "locales.yaml": Locales,
    "organizations/*.yaml": OrganizationFile,
    "locations/*.yaml": LocationFile,
    "services/*.yaml": ServiceFile,
}

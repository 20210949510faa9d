"""What a text's licence is, what it permits and asks, and the line to print when reusing the text."""

from index.licences.credit import Credit, credit_line, credit_of, short_name
from index.licences.notices import Footer, licence_of_footer
from index.licences.statements import licence_of, stricter_of

__all__ = [
    "Credit",
    "Footer",
    "credit_line",
    "credit_of",
    "licence_of",
    "licence_of_footer",
    "short_name",
    "stricter_of",
]

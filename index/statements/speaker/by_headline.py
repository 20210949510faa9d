"""Stage four, texts whose headline names whose words they are."""

from index.statements.drafts import Found
from index.statements.issuer import issuer_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene


@rule(
    RuleId.ISSUER,
    Concern.SPEAKER,
    example="Remarks by President Lee in Velm\n\nI thank you all for coming. We have work to do.",
    gives="Lee: I thank you all for coming. We have work to do.",
    not_on="Remarks on the dam\n\nI thank you all for coming. We have work to do.",
)
def issuer(scene: Scene) -> Found | None:
    """Whoever the headline says issued the text, under the name that the text has for them."""
    named = issuer_of(scene.title, scene.text)
    if named is None:
        return None
    words = set(named.name.split())
    known = [member.name for member in scene.cast.members if words <= set(member.name.split())]
    return scene.found(RuleId.ISSUER, known[0] if len(known) == 1 else named.name, None)

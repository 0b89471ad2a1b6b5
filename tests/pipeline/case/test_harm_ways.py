"""What befell a child, in ways of telling it that no list quotes."""

from __future__ import annotations

import pytest

from pipeline.case.outcome.killer import Killer
from tests.pipeline.case.test_outcome import case


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (
            "Child B, aged two, died of peritonitis after her gut was split by a punch from her stepfather.",
            "severe_physical_assault",
        ),
        (
            "Child B died at five months with eleven healing ribs and a skull broken in two places. Neither parent could explain it; the father was jailed for causing or allowing his death.",
            "severe_physical_assault",
        ),
        (
            "Child B, aged 8, was found dead in her bed with her brother. Their father had cut their throats and hanged himself in the garage.",
            "overt_filicide_or_homicide",
        ),
        (
            "Child B, aged 3, died with her mother, who had jumped with her in her arms from a motorway bridge.",
            "overt_filicide_or_homicide",
        ),
        (
            "Child B, aged 4, died with a lethal level of antidepressants in her blood. The prosecution said that Mother had crushed the tablets into her drink over weeks.",
            "covert_homicide",
        ),
        (
            "Child B, aged 12, did not come home from the fair. A man who lived three streets away and was unknown to the family was convicted of her murder.",
            "extrafamilial_homicide",
        ),
        (
            "Child B, aged 11 months, died at the home of her childminder, who had shaken her. The childminder was convicted of manslaughter.",
            "extrafamilial_homicide",
        ),
        (
            "Child B, aged 2, weighed seven kilograms when he died. There was no food in the flat, and he had lain in his cot for days. Both parents pleaded guilty to manslaughter.",
            "extreme_neglect",
        ),
        (
            "Child B, aged eleven weeks, was in the big bed between his parents, who had both been drinking, and was blue when they woke. No cause of death could be established.",
            "sudden_unexpected_infant_death",
        ),
        (
            "Child B, aged 16 months, slipped under while left alone in the bath for four minutes and could not be revived. Misadventure was recorded.",
            "accident",
        ),
        ("Child B, aged 17, died of a brain tumour while in the care of the authority.", "natural_causes"),
        (
            "Child B, aged 15 months, died after swallowing methadone from an open bottle. The jury could not say how it came to him.",
            "other_death",
        ),
        (
            "Child B, aged 2, lost four toes after her feet had been held in boiling water. She is now with foster carers.",
            "physical_assault",
        ),
        (
            "Child B, aged 14, was passed between men in hotel rooms for drink and cigarettes. She is now at college.",
            "sexual_assault",
        ),
        (
            "Child B, aged 8, nearly died of his diabetes: nobody had given him his injections for nine days. He now lives with his gran.",
            "neglect",
        ),
        (
            "Child B, aged 13, set light to the unit where she lived and was badly hurt getting out. She now lives in Wales.",
            "risk_taking_or_violent_behaviour",
        ),
        (
            "Child B, aged 2, was pulled from a canal by a passer-by and was without a heartbeat for ten minutes. He now attends a special nursery.",
            "other_harm",
        ),
    ],
)
def test_harm_category(text: str, category: str) -> None:
    assert case(text).children[0].harm_category == category


def test_killer_of_the_household_or_outside() -> None:
    inside, outside = Killer(), Killer()
    inside.read("Her mother's partner, who had shaken her, was convicted of manslaughter.", 5.0)
    outside.read("He was stabbed by two youths who had never met him.", 5.0)
    assert inside.inside > inside.outside
    assert outside.outside > outside.inside

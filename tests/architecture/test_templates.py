"""Every template of the tree compiles, is strict, holds nothing inline, and speaks through translation."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, TemplateSyntaxError

from tests.architecture import template_rules as rules
from tests.architecture.source import ROOT

TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.*"))
RULES = (rules.nothing_inline, rules.every_sentence_is_marked, rules.it_stays_small)
PLANTED = {
    rules.nothing_inline: [
        "<script>alert(1)</script>",
        '<script nonce="x">1</script>',
        "<style>p {}</style>",
        '<p style="color: red">x</p>',
        "<p class='a' style='x'>",
        '<a href="#" onclick="go()">x</a>',
        '{% if x %}<body onload="a()">{% endif %}',
        '<p {% if x %}style="color: red"{% endif %}>x</p>',
        '<a href="javascript:go()">x</a>',
    ],
    rules.every_sentence_is_marked: [
        "<p>Nộp hồ sơ</p>",
        '<a title="Nộp hồ sơ">x</a>',
        '{{ button("Hồ sơ") }}',
        '{{ _("Hồ sơ") }} đã nộp',
    ],
    rules.it_stays_small: ["<p>\n" * 151],
}
HARMLESS = {
    rules.nothing_inline: '<script type="module" src="/static/js/page.js"></script>{# <style> #}<p class="style">x</p>',
    rules.every_sentence_is_marked: (
        '{# Hồ sơ #}<p>{{ _(\'Nộp hồ sơ\') }}</p>{{ ngettext("%(n)s hồ sơ", "%(n)s hồ sơ", n=2) }}'
        "{% trans %}Hồ sơ{% endtrans %}"
    ),
    rules.it_stays_small: "<p>\n" * 150,
}


def test_there_are_templates():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_template_keeps_the_rule(rule, name):
    found = [f"{name}:{said}" for said in rule((ROOT / name).read_text("utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_sees_each_planted_violation(rule):
    for text in PLANTED[rule]:
        assert list(rule(text)), f"not seen: {text[:60]}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_leaves_alone_what_is_right(rule):
    assert list(rule(HARMLESS[rule])) == []


class TestTheEnvironment:
    @pytest.fixture
    def config(self, sqlite_config):
        return sqlite_config

    def test_what_is_not_given_is_an_error(self, app):
        assert app.jinja_env.undefined is StrictUndefined

    def test_text_is_escaped(self, app):
        assert app.jinja_env.from_string("{{ x }}").render(x="<b>&") == "&lt;b&gt;&amp;"

    def test_every_template_compiles_with_the_filters_and_tests_there_are(self, app):
        broken = []
        for name in app.jinja_env.list_templates():
            try:
                app.jinja_env.get_template(name)
            except TemplateSyntaxError as error:
                broken.append(f"{name}:{error.lineno}: {error.message}")
        assert not broken, "\n".join(broken)

    def test_a_filter_that_is_not_there_would_be_seen(self, app):
        with pytest.raises(TemplateSyntaxError):
            app.jinja_env.from_string("{{ 1 | no_such_filter }}")

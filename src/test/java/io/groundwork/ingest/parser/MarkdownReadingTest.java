package io.groundwork.ingest.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownReadingTest {

    @Test
    void frontMatterGoesAndItsTitleStays() {
        ParsedText text = read("---\ntitle: \"Travel <em>guide</em>\"\nnav: false\n---\n\nBook early.\n");
        assertThat(text.title()).isEqualTo("Travel guide");
        assertThat(text.text()).isEqualTo("Travel guide\n\nBook early.");
    }

    @Test
    void aHeadingOfItsOwnStandsBeforeTheFrontMattersTitle() {
        assertThat(read("---\ntitle: Travel\n---\n# Travelling\n\nBook.").text())
                .isEqualTo("Travelling\n\nBook.");
    }

    @Test
    void aLineThatOnlyLooksLikeFrontMatterIsText() {
        assertThat(read("---\n\nNo keys here.\n\n---\n\nText.").text())
                .contains("No keys here.")
                .contains("Text.");
    }

    @Test
    void blocksAreToldApart() {
        ParsedText text = read(
                "# One\n\nA line\nand its rest.\n\n- first\n- second\n  1. inner\n\n| a | b |\n|---|---|\n| 1 | 2 |"
                        + "\n\n```sh\nmake it\n\n  so\n```\n\n> quoted\n");
        assertThat(text.blocks())
                .extracting(Block::kind)
                .containsExactly(
                        Block.Kind.HEADING,
                        Block.Kind.PARAGRAPH,
                        Block.Kind.LIST,
                        Block.Kind.TABLE,
                        Block.Kind.CODE,
                        Block.Kind.PARAGRAPH);
        assertThat(text.text())
                .isEqualTo(
                        "One\n\nA line and its rest.\n\n- first\n- second\n  1. inner\n\na | b\n1 | 2\n\nmake it\n\n  so\n\nquoted");
    }

    @Test
    void linksKeepTheirWordsAlone() {
        assertThat(
                        read("See [the *rules*](https://example.org/a \"t\") and ![a picture](x.png) and [ref][r].\n\n[r]: /y")
                                .text())
                .isEqualTo("See the rules and a picture and ref.");
    }

    @Test
    void htmlInMarkdownIsReadAsItIsSeen() {
        assertThat(
                        read("<div class=\"x\"><p>Note this.</p><script>no()</script></div>\n\nA<br>b <!-- not this --> <kbd>c</kbd>")
                                .text())
                .isEqualTo("Note this.\n\nA\nb c");
    }

    @Test
    void templateTagsGoAndWhatTheySayStays() {
        ParsedText text =
                read("---\ntitle: Travel\n---\n# <%= current_page.data.title %>\n\n{% comment %}hidden{% endcomment %}"
                        + "Ask in {% slack_channel \"people-ops\" %}, see [the form]({% page \"/forms/a b\" %}#part)"
                        + " {% include \"low-system.html\" %}or <%= partial 'a/b' %>here. {{ site.url }}"
                        + "<%= warning_text('Do not do this.') %>");
        assertThat(text.text()).isEqualTo("Travel\n\nAsk in people-ops, see the form or here. Do not do this.");
    }

    @Test
    void tagsInCodeAreText() {
        assertThat(read("Use `{{ name }}`:\n\n```\n{% if x %}\n```\n\n{% raw %}{{ shown }}{% endraw %}")
                        .text())
                .isEqualTo("Use {{ name }}:\n\n{% if x %}\n\n{{ shown }}");
    }

    @Test
    void attributeListsOfDialectsGo() {
        assertThat(read("## Leave {#leave}\n\nText.\n{: .note}\n").text()).isEqualTo("Leave\n\nText.");
    }

    @Test
    void deepNestingDoesNoHarm() {
        assertThat(read("> ".repeat(5000) + "deep").text()).endsWith("deep");
        assertThat(read("[".repeat(5000) + "deep").text()).endsWith("deep");
    }

    private static ParsedText read(String source) {
        return MarkdownReading.read(source, new Manuscript(100_000));
    }
}

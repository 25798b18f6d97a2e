package fathom.runs.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.figure.Figure;
import fathom.runs.figure.Gallery;
import fathom.runs.figure.Panel;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final String HOSTILE = "</template></script><script>alert('1')</script>\"&";

    @Test
    void theAnswerComesFirstThenItsFigureThenTheVerdicts() {
        String html = Demo.page().html();
        int before = -1;
        for (String piece : List.of(
                "<h1>",
                "class=\"banner\"",
                "class=\"answer\"",
                "id=\"figure-errors\"",
                "class=\"verdicts\"",
                "<nav",
                "id=\"s1\"",
                "id=\"data\"",
                "id=\"settings\"",
                "<script>")) {
            int at = html.indexOf(piece);
            assertTrue(at > before, piece);
            before = at;
        }
    }

    @Test
    void asksNothingOfTheNetwork() throws Exception {
        String html = Demo.page().html();
        assertEquals(
                Set.of("http://www.w3.org/2000/svg"),
                new HashSet<>(Pattern.compile("https?://[^\"'\\s<]*")
                        .matcher(html)
                        .results()
                        .map(m -> m.group())
                        .toList()));
        assertFalse(Pattern.compile("\\ssrc=|@import|url\\((?!#)|<link|<iframe| style=| on[a-z]+=\"")
                .matcher(html)
                .find());
        String script = html.substring(html.indexOf("<script>") + 8, html.lastIndexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertTrue(html.contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
    }

    @Test
    void idsOccurOnceAndLinksWithinThePageLeadSomewhere() {
        String html = Demo.page().html();
        Set<String> ids = new HashSet<>();
        Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .forEach(m -> assertTrue(ids.add(m.group(1)), m.group(1)));
        Pattern.compile("href=\"#([^\"]*)\"")
                .matcher(html)
                .results()
                .forEach(m -> assertTrue(ids.contains(m.group(1)), m.group(1)));
        assertTrue(html.contains("href=\"#claim-1\""));
    }

    @Test
    void hasTheMarkupThatTheScriptUses() {
        String html = Demo.page().html();
        for (String piece : List.of(
                "<table class=\"sortable\">",
                "<th scope=\"col\" class=\"number\">",
                "data-save=\"svg\"",
                "data-save=\"png\"",
                "data-save=\"csv\"",
                "<button type=\"button\" data-s=\"0\" aria-pressed=\"true\">",
                "<g class=\"series\" data-s=\"0\">",
                "<metadata>",
                "<template><svg xmlns",
                "<g data-panel=\"0\"")) {
            assertTrue(html.contains(piece), piece);
        }
    }

    @Test
    void everyTextIsShownAsItStands() {
        Claimed claim = new Claimed(new Badge(HOSTILE), HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE));
        Page page =
                Page.titled(HOSTILE, HOSTILE).banner(HOSTILE).answer(HOSTILE).verdict(claim);
        page.lead(Figure.of("f", HOSTILE, Panel.of(HOSTILE, HOSTILE, HOSTILE).level(HOSTILE, 1))
                .titled(HOSTILE));
        page.body()
                .section(HOSTILE)
                .subsection(HOSTILE)
                .paragraph(HOSTILE)
                .formula(HOSTILE)
                .bullets(List.of(HOSTILE));
        page.body()
                .note(HOSTILE)
                .code(HOSTILE)
                .link(HOSTILE, "figures/\"><script>")
                .verdict(claim);
        page.body().table(HOSTILE, Table.of(HOSTILE).row(HOSTILE).row(new Badge(HOSTILE)));
        page.body().folded(HOSTILE, inner -> inner.paragraph(HOSTILE));
        String html =
                page.data(HOSTILE, "summary.csv").setting(HOSTILE, HOSTILE).html();
        assertEquals(2, html.split("<script>", -1).length, "the page's own script alone");
        assertEquals(2, html.split("</template>", -1).length);
    }

    @Test
    void hasTheSameBytesInEveryLocale() {
        String before = Demo.page().html();
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(before, Demo.page().html());
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void numbersStandAtTheRightWithCommonDecimalsAndIntervalsBeside() {
        Page page = Page.titled("t", "s");
        page.body()
                .table(
                        "c",
                        Table.of("name", "value", "effect", "n")
                                .row("a", 0.5, Interval.of(0.1, 0.2, 0.3), 1000)
                                .row("b", -0.125, null, -2)
                                .row("c", Double.NaN, Interval.of(0.5), 3)
                                .row(null, 0.25, Interval.exactly(1e-9), 4));
        String html = page.html();
        for (String piece : List.of(
                "<td class=\"number\">0.500</td>",
                "<td class=\"number\">−0.125</td>",
                "NaN",
                "−2",
                "0.20 <span class=\"interval\" title=\"n = 3, standard deviation 0.1\">[−0.05, 0.45]</span>",
                ">10⁻⁹</td>",
                "<td></td>")) {
            assertTrue(html.contains(piece), piece);
        }
    }

    @Test
    void aLongTableIsCutAndSaysSo() {
        Table table = Table.of("i");
        for (int i = 0; i < HtmlRows.MOST + 7; i++) {
            table.row(i);
        }
        Page page = Page.titled("t", "s");
        page.body().table("rows", table);
        assertTrue(page.html().contains("rows (the first 500 of 507 rows)"));
        assertEquals(HtmlRows.MOST + 2, page.html().split("<tr>", -1).length);
    }

    @Test
    void formulasHaveRaisedAndLoweredParts() {
        assertEquals(
                "T<sub>l</sub> ~ k<sup>−2ν</sup> &lt; x<sub>i</sub><sup>2</sup>",
                Formula.html("T_l ~ k^{−2ν} < x_i^2"));
    }

    @Test
    void refusesWhatOccursTwiceAndLinksThatLeadElsewhere() {
        Page page = Page.titled("t", "s").lead(Gallery.errors());
        assertThrows(IllegalArgumentException.class, () -> page.body().figure(Gallery.errors()));
        assertThrows(IllegalArgumentException.class, () -> page.body().link("x", "https://example.org"));
        assertThrows(IllegalArgumentException.class, () -> page.body().link("x", "javascript:alert(1)"));
        assertThrows(IllegalArgumentException.class, () -> page.body().link("x", "//example.org"));
    }
}

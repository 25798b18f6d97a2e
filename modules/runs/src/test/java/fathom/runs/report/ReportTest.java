package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static String page() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("command", "./fathom run local-global k=3");
        provenance.put("configuration", "{\n  \"k\" : 3\n}\n");
        return Report.titled("Depth & locality", "local-global/quick")
                .section("Claims")
                .claim(Claim.of("3-local error falls", Claim.Region.LOWER, Interval.of(-0.08, -0.07, -0.075)))
                .section("Errors")
                .figure(Figure.of(
                        "errors",
                        "Errors by depth.",
                        Panel.of("a", "x", "y").line("l", new double[] {1, 2}, new double[] {3, 4})))
                .table("Errors", Table.of("depth", "error").row(1, Interval.of(1, 2)))
                .provenance(provenance)
                .html();
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = page();
        assertFalse(
                page.contains("<script") || page.contains("<link") || page.contains("@import") || page.contains("src="),
                page);
        assertFalse(
                page.replace("http://www.w3.org/2000/svg", "").contains("http"), "no address but the SVG name space");
    }

    @Test
    void thePageSaysWhatItShould() {
        String page = page();
        assertTrue(page.startsWith("<!DOCTYPE html>"));
        assertTrue(page.contains("<title>Depth &amp; locality</title>"));
        assertTrue(page.contains("<span class=\"badge supported\">supported</span>"));
        assertTrue(page.contains("effect -0.075 [-0.087, -0.063], n = 3; supported if the whole 95 % interval"), page);
        assertTrue(page.contains("<dt>command</dt><dd><pre>./fathom run local-global k=3</pre></dd>"));
        assertTrue(page.contains("<figcaption>Errors by depth.</figcaption>"));
    }

    @Test
    void thePageIsTheSameEachTime() {
        assertEquals(page(), page());
    }

    @Test
    void clausesPointToRows() {
        String page = Report.titled("t", "s")
                .clauses(List.of(new Clause("Depth <helps>", "effects-2"), new Clause(". ", "")))
                .table("effects", "Effects", Table.of("a").row(1).row(2))
                .html();
        assertTrue(page.contains("<a href=\"#effects-2\">Depth &lt;helps&gt;</a>. </p>"), page);
        assertTrue(page.contains("<tr id=\"effects-1\"><td class=\"number\">1</td>"), page);
        assertTrue(page.contains("<tr id=\"effects-2\"><td class=\"number\">2</td>"), page);
    }

    @Test
    void tablesHaveNamesOfTheirOwn() {
        Report report = Report.titled("t", "s").table("one", "c", Table.of("a"));
        assertThrows(IllegalArgumentException.class, () -> report.table("one", "c", Table.of("a")));
        assertThrows(IllegalArgumentException.class, () -> report.table("two words", "c", Table.of("a")));
    }
}

package fathom.runs.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser: what its script does, and that the console stays empty. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrowserTest {

    @TempDir
    private Path folder;

    @Test
    void theReportAnswersToPointerAndClicks() throws IOException {
        Path report = folder.resolve("report.html");
        Files.writeString(report, Demo.page().html());
        try (Chromium browser = new Chromium(folder)) {
            browser.size(1200, 900, "light");
            browser.saveTo(folder);
            browser.go(report.toUri().toString());
            hover(browser);
            legend(browser);
            sort(browser);
            save(browser);
            for (int width : new int[] {1200, 400}) {
                browser.size(width, 900, "dark");
                assertEquals(
                        "true",
                        browser.value("document.documentElement.scrollWidth <= innerWidth"),
                        "at " + width + " pixels nothing leaves the page");
            }
            assertEquals(List.of(), browser.problems());
            browser.value("console.error('seen')");
            assertEquals(1, browser.problems().size(), "errors are seen");
        }
    }

    private static void hover(Chromium browser) throws IOException {
        assertEquals("true", browser.value("document.querySelector('#tip').hidden"));
        // The first point of the first series, where the panel's own numbers say that it stands.
        String[] at = browser.value("(() => { const p = document.querySelector('#figure-errors svg.panel');"
                        + " const d = JSON.parse(p.querySelector('metadata').textContent), s = d.series[0];"
                        + " const share = (axis, v) => (v - axis.ends[0]) / (axis.ends[1] - axis.ends[0]);"
                        + " const size = p.viewBox.baseVal; return (d.box[0] + d.box[2] * share(d.x, s.x[0])) / size.width + ' '"
                        + " + (d.box[1] + d.box[3] * (1 - share(d.y, s.y[0]))) / size.height; })()")
                .split(" ");
        browser.point("#figure-errors svg.panel", Double.parseDouble(at[0]), Double.parseDouble(at[1]));
        assertEquals(
                "network\nhidden layers L: 1\ntest error: 0.41 [0.39, 0.43]",
                browser.value("document.querySelector('#tip').textContent"));
        assertEquals("1", browser.value("document.querySelectorAll('.ring').length"));
        browser.point("h1", 0.5, 0.5);
        assertEquals("true", browser.value("document.querySelector('#tip').hidden"));
    }

    private static void legend(Chromium browser) throws IOException {
        String button = "#figure-errors .legend button[data-s=\"0\"]";
        String hidden = "document.querySelectorAll('#figure-errors .series[data-s=\"0\"].off').length";
        browser.click(button);
        assertEquals("2", browser.value(hidden), "in both panels");
        assertEquals("false", browser.value("document.querySelector('" + button + "').getAttribute('aria-pressed')"));
        browser.click(button);
        assertEquals("0", browser.value(hidden));
    }

    private static void sort(Chromium browser) throws IOException {
        String depths =
                "[...document.querySelectorAll('table:has(#errors-1) tbody tr')].map(r => r.cells[1].textContent).join()";
        assertEquals("1,1,2,2,4,4,8,8", browser.value(depths));
        browser.click("table:has(#errors-1) th:nth-child(4)");
        browser.click("table:has(#errors-1) th:nth-child(2)");
        browser.click("table:has(#errors-1) th:nth-child(2)");
        assertEquals("8,8,4,4,2,2,1,1", browser.value(depths));
        assertEquals(
                "descending",
                browser.value(
                        "document.querySelector('table:has(#errors-1) th:nth-child(2)').getAttribute('aria-sort')"));
        browser.click("table:has(#errors-1) th:nth-child(4)");
        assertEquals("8,4,2,1,8,4,2,1", browser.value(depths), "by test error");
    }

    private void save(Chromium browser) throws IOException {
        for (String kind : List.of("svg", "csv", "png")) {
            browser.click("#figure-errors summary");
            browser.click("#figure-errors [data-save=" + kind + "]");
        }
        for (String kind : List.of("csv", "svg", "png")) {
            Path file = folder.resolve("errors." + kind);
            for (int wait = 0; wait < 200 && !Files.exists(file); wait++) {
                browser.value("new Promise(done => setTimeout(done, 50))");
            }
            assertTrue(Files.size(file) > 100, kind);
        }
        String row = Files.readAllLines(folder.resolve("errors.csv")).get(1);
        assertTrue(row.startsWith("local target,network,,1,0.41,"), row);
    }
}

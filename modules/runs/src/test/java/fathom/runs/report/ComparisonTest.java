package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void aDifferenceWithinTheTolerancePasses() {
        assertTrue(Comparison.of("a", 0.5, 0.75, 0.25, "").passes());
        assertFalse(Comparison.of("a", 0.5, Math.nextUp(0.75), 0.25, "").passes());
        assertTrue(Comparison.of("a", 0.5, 0.5, 0, "").passes());
        assertFalse(new Comparison("a", 0.5, Interval.of(Double.NaN, 1), 9, "").passes());
        assertThrows(IllegalArgumentException.class, () -> Comparison.of("a", 0.5, 0.5, Double.NaN, ""));
    }

    @Test
    void theTableHoldsAllAndTheReportCounts() {
        List<Comparison> rows = List.of(
                Comparison.of("Table 1", 98.5, 98.25, 0.5, "rounding"),
                Comparison.of("Table 2", 90, 80, 1, "two standard errors"));
        assertEquals("""
                number,published,ours,ours_low,ours_high,ours_sd,ours_n,difference,tolerance,why this tolerance,same
                Table 1,98.5,98.25,98.25,98.25,0.0,1,-0.25,0.5,rounding,pass
                Table 2,90.0,80.0,80.0,80.0,0.0,1,-10.0,1.0,two standard errors,fail
                """, Comparison.table(rows).csv());
        String page = Report.titled("t", "").comparisons("Accuracies.", rows).html();
        assertTrue(page.contains("Accuracies. 1 of 2 within their tolerance."), page);
        assertTrue(page.contains("why this tolerance"), page);

        String one = Report.titled("t", "")
                .comparisons("Accuracies.", rows.subList(0, 1))
                .html();
        assertTrue(one.contains("Accuracies. 1 of 1 within their tolerance: rounding."), one);
        assertFalse(one.contains("why this tolerance"), one);
    }
}

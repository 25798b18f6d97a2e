package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.TreeMultiset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    @Test
    void fractionsHaveNoExponent() {
        assertEquals("0.0003, 0.000001, 10, 1200000000, 0.1", Listing.of(List.of(3e-4, 1e-6, 10.0, 1.2e9, 0.1)));
        assertEquals("NaN, 7, depth", Listing.of(List.of(Double.NaN, 7, "depth")));
    }

    @Test
    void valuesAreCountedInTheOrderOfTheirFirstPlaces() {
        assertEquals("0.5 (2 times), 0.3", Listing.counted(List.of(0.5, 0.3, 0.5)));
        assertEquals("", Listing.counted(List.of()));
    }

    @Test
    void aSetKeepsItsOwnOrder() {
        assertEquals("a, b (2 times)", Listing.counted(TreeMultiset.create(List.of("b", "a", "b"))));
    }

    @Test
    void selectionsAtTheEdgeOfTheirGridAreRemarked() {
        assertEquals(
                "0.1 (2 times, largest offered), 0.01, 0.001 (smallest offered)",
                Listing.selected(List.of(0.1, 0.01, 0.1, 0.001), List.of(0.001, 0.01, 0.1)));
        assertEquals("0.1 (3 times)", Listing.selected(List.of(0.1, 0.1, 0.1), List.of(0.1)));
    }
}

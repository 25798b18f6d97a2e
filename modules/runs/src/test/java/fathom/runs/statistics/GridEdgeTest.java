package fathom.runs.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridEdgeTest {

    @Test
    void onlyTheEndsOfSeveralCandidatesAreEdges() {
        List<Double> grid = List.of(0.1, 0.001, 0.01);
        assertEquals(GridEdge.LARGEST, GridEdge.of(0.1, grid));
        assertEquals(GridEdge.SMALLEST, GridEdge.of(0.001, grid));
        assertEquals(GridEdge.NONE, GridEdge.of(0.01, grid));
        assertEquals(GridEdge.NONE, GridEdge.of(0.1, List.of(0.1)));
        assertEquals(GridEdge.LARGEST, GridEdge.of(2, List.of(1.0, 2.0)));
    }
}

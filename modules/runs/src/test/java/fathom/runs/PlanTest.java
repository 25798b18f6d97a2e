package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void aPlanIsAListUntilItIsTooLong() {
        List<Integer> plan = new Plan<>("waves");
        for (int i = 0; i < Plan.LARGEST; i++) {
            plan.add(2 * i);
        }
        assertEquals(Plan.LARGEST, plan.size());
        assertEquals(14, plan.get(7));
        UserError refused = assertThrows(UserError.class, () -> plan.add(0));
        assertEquals(
                "the plan of sweep waves has more than 100000 trials: give fewer values or fewer seeds",
                refused.getMessage());
        assertEquals(Plan.LARGEST, plan.size());
    }

    /** A stream without end is drawn on as far as the first configuration too many. */
    @Test
    void streamsEndAtTheFirstTrialTooMany() {
        List<Integer> drawn = new ArrayList<>();
        assertThrows(
                UserError.class,
                () -> Stream.iterate(0, i -> i + 1).peek(drawn::add).collect(Plan.of("waves")));
        assertEquals(Plan.LARGEST + 1, drawn.size());
        assertEquals(List.of(0, 1, 2), IntStream.range(0, 3).boxed().collect(Plan.of("waves")));
    }
}

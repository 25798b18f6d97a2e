package fathom.cluster;

import fathom.runs.Sweep;
import fathom.runs.Trial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The sweep of these tests. */
public final class Squares {

    private Squares() {}

    public record Number(int value, double scale) {}

    public record Square(double value, double none) {}

    /** Its seventh trial may fail, and each may take a moment. */
    public record Squaring(boolean failing, long millis) implements Trial<Number, Square>, Serializable {
        @Override
        public Square run(Number number) throws InterruptedException {
            Thread.sleep(millis);
            if (failing && number.value() == 7) {
                throw new IllegalStateException("seven");
            }
            return new Square(Math.sqrt(number.scale() * number.value()), Double.NaN);
        }
    }

    public static Sweep<Number, Square> sweep(int size, Trial<Number, Square> trial) {
        List<Number> plan = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            plan.add(new Number(i, 1 / (i + 3.0)));
        }
        return Sweep.of("squares", Number.class, Square.class, plan, trial).withCost(number -> number.value() % 4 + 1);
    }
}

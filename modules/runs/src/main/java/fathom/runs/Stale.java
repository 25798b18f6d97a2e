package fathom.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run says of trials of its plan that are in the ledger, but were made by other code or from other data files. */
final class Stale {

    private Stale() {}

    /** The sentence to be shown before any trial runs; empty when all that is there was made by this code from these files. */
    static Optional<String> sentence(Ledger ledger, List<TrialTask<?, ?>> plan) {
        Map<String, Integer> again = new LinkedHashMap<>();
        Map<String, Integer> kept = new LinkedHashMap<>();
        int otherData = 0;
        for (TrialTask<?, ?> task : plan) {
            Optional<LedgerLine> used = ledger.line(task.key(), task.data());
            LedgerLine there = used.or(() -> ledger.last(task.key())).orElse(null);
            if (there == null
                    || used.isPresent()
                            && there.code().id().equals(ledger.code().id())) {
                continue;
            }
            if (used.isPresent()) {
                kept.merge(there.code().toString(), 1, Integer::sum);
            } else if (there.code().id().equals(ledger.code().id())) {
                otherData++;
            } else {
                again.merge(there.code().toString(), 1, Integer::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        if (!again.isEmpty()) {
            text.append(made(again, plan.size(), ledger)).append(" They run again; --reuse-older keeps them.");
        }
        if (!kept.isEmpty()) {
            text.append(made(kept, plan.size(), ledger)).append(" They are kept, as --reuse-older asks.");
        }
        if (otherData > 0) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(counted(otherData, plan.size()))
                    .append(" made from data files that have changed since. They run again.");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static String made(Map<String, Integer> byCode, int all, Ledger ledger) {
        int count = byCode.values().stream().mapToInt(Integer::intValue).sum();
        return counted(count, all) + " made by other code: " + String.join(" and ", byCode.keySet())
                + "; this program is " + ledger.code() + ".";
    }

    private static String counted(int count, int all) {
        return count + " of " + all + (all == 1 ? " trial" : " trials") + (count == 1 ? " was" : " were");
    }
}

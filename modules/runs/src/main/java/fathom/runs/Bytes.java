package fathom.runs;

import java.util.Locale;

/** Amounts of memory in words that people read. */
public final class Bytes {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {}

    /** For instance "1.5 GB", in powers of 1000, two significant digits at least. */
    public static String words(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || amount >= 9.95 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }
}

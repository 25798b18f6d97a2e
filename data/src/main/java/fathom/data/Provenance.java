package fathom.data;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Where a data set comes from: the generator, its parameters and the seed. The same provenance gives the same bits.
 *
 * @param generator name of what made the data, such as {@code gaussian}
 * @param parameters every parameter that the data depend on, in the generator's order
 * @param seed the seed of the random numbers
 */
public record Provenance(String generator, Map<String, String> parameters, long seed) {

    public Provenance {
        parameters = ImmutableMap.copyOf(parameters);
    }
}

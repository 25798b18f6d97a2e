package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import java.util.List;
import java.util.regex.Matcher;

/**
 * What a user can set. Empty lists leave parts of the experiment out.
 *
 * @param activations whose infinitely wide networks are computed, normalised to mean 0 and second moment 1
 * @param deltas separations
 * @param depths numbers of hidden layers
 * @param n inputs of the kernel matrices
 * @param d dimensions of the inputs: at least n for theorems 7 to 10, below it for none of them
 * @param seeds one set of inputs, and one network of each width, each
 * @param networks of finite width: activations as they are, {@code batch(...)} or {@code layer(...)} around one
 * @param widths of their hidden layers
 * @param widthInputs inputs of the networks, at most the smallest width
 * @param widthDepths numbers of their hidden layers
 */
public record Configuration(
        List<String> activations,
        List<Double> deltas,
        List<Integer> depths,
        int n,
        List<Integer> d,
        List<Long> seeds,
        List<String> networks,
        List<Integer> widths,
        int widthInputs,
        List<Integer> widthDepths) {

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        activations = ImmutableList.copyOf(Require.distinct("activations", activations));
        deltas = ImmutableList.copyOf(Require.distinct("deltas", deltas));
        depths = ImmutableList.sortedCopyOf(Require.distinct("depths", depths));
        d = ImmutableList.copyOf(Require.distinct("d", d));
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        networks =
                networks.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct("networks", networks));
        widths = ImmutableList.sortedCopyOf(Require.distinct("widths", widths));
        widthDepths = ImmutableList.sortedCopyOf(Require.distinct("widthDepths", widthDepths));
        activations.forEach(name -> known("activations", name));
        for (String network : networks) {
            Matcher normalised = WidthTrial.NORMALISED.matcher(network);
            known("networks", normalised.matches() ? normalised.group(2) : network);
        }
        deltas.forEach(delta -> Require.that(delta >= 0.001 && delta <= 1, "deltas", delta, "from 0.001 to 1"));
        depths.forEach(depth -> Require.between("depths", depth, 1, 10_000));
        widthDepths.forEach(depth -> Require.between("widthDepths", depth, 1, 10_000));
        d.forEach(dimension -> Require.between("d", dimension, 2, 100_000));
        widths.forEach(width -> Require.between("widths", width, 1, 16_384));
        Require.between("n", n, 2, 2000);
        Require.between("widthInputs", widthInputs, 2, widths.getFirst());
    }

    private static void known(String key, String activation) {
        try {
            Nonlinearity.parse(activation);
        } catch (IllegalArgumentException e) {
            throw new UserError(key + "=" + activation + " cannot be: " + e.getMessage(), e);
        }
    }
}

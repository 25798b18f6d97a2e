package fathom.experiments.spectra;

import fathom.ntk.spectrum.Decay;
import fathom.ntk.spectrum.SphereSpectrum;
import fathom.runs.Trial;
import java.io.Serializable;

/** The spectrum of one kernel and the limits of its local slopes. */
record SpectrumTrial() implements Trial<SpectrumCell, SpectrumResult>, Serializable {

    private static final int LEAST_POINTS = 8;

    @Override
    public SpectrumResult run(SpectrumCell cell) {
        Family family = Family.parse(cell.kernel());
        SphereSpectrum spectrum = SphereSpectrum.of(family.kernel(cell.depth()), cell.dimension(), cell.maxDegree());
        double exponent = family.law(cell.depth()).exponent(cell.dimension());
        return new SpectrumResult(
                spectrum.degrees().stream()
                        .map(SphereSpectrum.Degree::eigenvalue)
                        .toList(),
                spectrum.degrees().stream().map(SphereSpectrum.Degree::resolved).toList(),
                law(spectrum, Decay.Parity.EVEN, exponent),
                law(spectrum, Decay.Parity.ODD, exponent));
    }

    private static SpectrumResult.Law law(SphereSpectrum spectrum, Decay.Parity parity, double exponent) {
        long usable = spectrum.degrees().stream()
                .filter(degree -> degree.degree() >= 2
                        && degree.degree() % 2 == (parity == Decay.Parity.ODD ? 1 : 0)
                        && degree.eigenvalue() > 0
                        && degree.resolved())
                .count();
        if (usable < LEAST_POINTS) {
            return SpectrumResult.Law.NONE;
        }
        Decay decay = Decay.of(spectrum, parity, exponent);
        return new SpectrumResult.Law(
                decay.exponent(), decay.exponentSpread(), decay.constant(), decay.constantSpread());
    }
}

package fathom.experiments.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints: the one that the build wrote into the module descriptor. */
final class Version implements IVersionProvider {

    Version() {}

    static String number() {
        // On the class path there is no descriptor.
        return Optional.ofNullable(Main.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("(unpackaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"fathom " + number()};
    }
}

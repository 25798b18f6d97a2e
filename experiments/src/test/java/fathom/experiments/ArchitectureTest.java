package fathom.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of docs/architecture.md that module descriptors and Maven do not hold by themselves. */
class ArchitectureTest {

    private static final String INCUBATOR = "jdk.incubator.vector..";

    /** What is exact, or touches no number: everything else in Math is a transcendental function, which differs between machines. */
    private static final Set<String> EXACT = ImmutableSet.of(
            "sqrt",
            "fma",
            "abs",
            "min",
            "max",
            "rint",
            "floor",
            "ceil",
            "round",
            "signum",
            "copySign",
            "clamp",
            "scalb",
            "getExponent",
            "ulp",
            "nextUp",
            "nextDown",
            "nextAfter",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "multiplyHigh",
            "unsignedMultiplyHigh",
            "multiplyFull",
            "toIntExact",
            "incrementExact",
            "decrementExact",
            "negateExact",
            "floorDiv",
            "floorMod",
            "ceilDiv",
            "ceilDivExact",
            "ceilMod",
            "absExact");

    private static final int LONGEST_FILE = 400;

    private static final JavaClasses MAIN = main();

    /** The classes of all modules that experiments requires, from their own folders and none of them a test. */
    private static JavaClasses main() {
        List<Path> folders = Stream.of("core-simd", "data", "ntk", "modules/nn", "modules/runs", "experiments")
                .map(module -> root().resolve(module).resolve("target/classes"))
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }

    /** The project's folder: the nearest one above that has the launcher. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("core-simd")) || !Files.exists(folder.resolve("modules"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void theClassesOfSixModulesAreSeen() {
        Set<String> rooms = MAIN.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 1)
                .map(parts -> parts[1])
                .collect(Collectors.toSet());
        assertEquals(Set.of("simd", "data", "ntk", "nn", "runs", "experiments"), rooms);
    }

    @Test
    void onlyVectorClassesOfCoreSimdKnowTheIncubator() {
        noClasses()
                .that(describe(
                        "are not Vector... classes of core-simd",
                        type -> !(type.getPackageName().startsWith("fathom.simd") && isVector(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INCUBATOR)
                .check(MAIN);
    }

    private static boolean isVector(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().startsWith("Vector");
    }

    @Test
    void theWingsDoNotSeeEachOther() {
        for (String wing : List.of("data", "ntk", "nn", "runs")) {
            classes()
                    .that()
                    .resideInAPackage("fathom." + wing + "..")
                    .should()
                    .onlyDependOnClassesThat(describe(
                            "lie in the wing itself, in core-simd or outside Fathom",
                            type -> !type.getPackageName().startsWith("fathom.")
                                    || type.getPackageName().equals("fathom." + wing)
                                    || type.getPackageName().startsWith("fathom." + wing + ".")
                                    || type.getPackageName().startsWith("fathom.simd") && !wing.equals("runs")))
                    .check(MAIN);
        }
    }

    @Test
    void noTranscendentalFunctionOfTheJdk() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a method of Math or StrictMath that is not exact",
                        call -> isMath(call.getTarget().getOwner())
                                && !EXACT.contains(call.getTarget().getName())))
                .check(MAIN);
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "a transcendental VectorOperator",
                        access -> access.getTarget().getOwner().getName().equals("jdk.incubator.vector.VectorOperators")
                                && TRANSCENDENTAL.contains(access.getTarget().getName())))
                .check(MAIN);
    }

    private static final Set<String> TRANSCENDENTAL = ImmutableSet.of(
            "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH", "EXP", "EXPM1", "LOG",
            "LOG10", "LOG1P", "POW", "CBRT", "HYPOT");

    private static boolean isMath(JavaClass owner) {
        return owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class);
    }

    @Test
    void noReductionInAnOrderOfTheMachine() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "reduceLanes", call -> call.getTarget().getName().equals("reduceLanes")))
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("fathom.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void noFileIsLong() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root())) {
            sources = files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .toList();
        }
        assertTrue(sources.size() > 50, "only " + sources.size() + " sources found under " + root());
        for (Path source : sources) {
            long lines = Files.readAllLines(source).size();
            assertTrue(
                    lines <= LONGEST_FILE,
                    source + " has " + lines + " lines, at most " + LONGEST_FILE + " are allowed");
        }
    }
}

package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ShapeDescriptor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The laws that a single trial can break, by number, for whoever wants to know whether kernels that
 * another class loader has loaded keep them: trials are lines of text, and a law that fails throws.
 */
public final class SingleLaws implements BiConsumer<Integer, String> {
    private record Law(Class<?> law, Predicate<Trial> concerns, Consumer<Trial> holds) {}

    /** The cheapest and sharpest first. */
    private static final List<Law> LAWS =
            List.of(
                    new Law(
                            EveryKernelIsExactOnSmallIntegersTest.class,
                            trial -> trial.kernel().algorithm().exactOnIntegers(),
                            EveryKernelIsExactOnSmallIntegersTest::holds),
                    new Law(
                            EveryKernelStaysWithinItsErrorBoundTest.class,
                            trial -> true,
                            EveryKernelStaysWithinItsErrorBoundTest::holds),
                    new Law(
                            AnyNumberOfThreadsGivesTheSameBitsTest.class,
                            trial -> true,
                            AnyNumberOfThreadsGivesTheSameBitsTest::holds),
                    new Law(
                            RunningAgainGivesTheSameBitsTest.class,
                            trial -> true,
                            RunningAgainGivesTheSameBitsTest::holds),
                    new Law(
                            WhatLiesInOutputAndWorkspaceDoesNotMatterTest.class,
                            trial -> true,
                            WhatLiesInOutputAndWorkspaceDoesNotMatterTest::holds),
                    new Law(
                            DeclaredWorkspaceIsEnoughAndNotTwiceWhatIsTouchedTest.class,
                            trial -> true,
                            DeclaredWorkspaceIsEnoughAndNotTwiceWhatIsTouchedTest::holds),
                    new Law(
                            EveryKernelServesTheShapesThatItPromisesTest.class,
                            trial -> true,
                            EveryKernelServesTheShapesThatItPromisesTest::holds),
                    new Law(
                            NonFiniteInputsReachWhatTheDefinitionSaysTest.class,
                            trial -> trial.kernel().algorithm().passesNonFinite(),
                            NonFiniteInputsReachWhatTheDefinitionSaysTest::holds),
                    new Law(
                            PowersOfTwoScaleTheResultTest.class,
                            trial -> true,
                            PowersOfTwoScaleTheResultTest::holds),
                    new Law(
                            KernelsCountWhatTheyExecuteTest.class,
                            trial -> true,
                            KernelsCountWhatTheyExecuteTest::holds),
                    new Law(
                            PreparedBytesAreThoseThatAreKeptTest.class,
                            trial -> true,
                            PreparedBytesAreThoseThatAreKeptTest::holds),
                    new Law(
                            WhatIsPlacedIsWhatIsMadeTest.class,
                            trial -> trial.kernel().algorithm().places(),
                            WhatIsPlacedIsWhatIsMadeTest::holds),
                    new Law(
                            BoundsAreNotLooseTest.class,
                            trial -> first(trial) && BoundsAreNotLooseTest.concerns(trial.kernel()),
                            trial -> BoundsAreNotLooseTest.holds(trial.kernel())),
                    new Law(
                            WinogradBoundsAreNotLooseTest.class,
                            SingleLaws::first,
                            trial -> WinogradBoundsAreNotLooseTest.holds(trial.kernel())),
                    new Law(
                            StrassensBoundIsNotLooseTest.class,
                            trial -> first(trial) && trial.kernel() == Convolutions.STRASSEN,
                            trial -> StrassensBoundIsNotLooseTest.holds()),
                    new Law(
                            BoundsOfSumsGrowWithTheRootOfTheirLengthTest.class,
                            SingleLaws::first,
                            trial -> BoundsOfSumsGrowWithTheRootOfTheirLengthTest.holds()));

    /** One of each kernel, for laws about the kernel itself. */
    private static boolean first(Trial trial) {
        return trial.shape().equals(Pairwise.of(trial.kernel()).trials().getFirst().shape());
    }

    /** How many laws there are. */
    public static int count() {
        return LAWS.size();
    }

    public static String name(int law) {
        return LAWS.get(law).law.getSimpleName();
    }

    /**
     * The pairwise trials of all kernels, a few large ones, as lines that {@link #accept} reads.
     */
    public static List<String> trials() {
        List<String> lines = new ArrayList<>();
        Pairwise.trials(Catalogue.all()).forEach(trial -> lines.add(line(trial)));
        LargeShapes.trials(Catalogue.all()).forEach(trial -> lines.add(line(trial)));
        return lines;
    }

    /** How many of {@link #trials} are small ones, which come first. */
    public static int small() {
        return Pairwise.trials(Catalogue.all()).size();
    }

    /** The folder of the kernels' classes. */
    public static URI kernels() {
        return URI.create(
                Kernel.class.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    private static String line(Trial t) {
        return String.join(
                " ",
                t.kernel().name(),
                t.shape().toString(),
                t.epilogue().name(),
                "" + t.bias(),
                "" + t.threads(),
                "" + t.seed());
    }

    /** Throws where law {@code number} fails on a trial of {@link #trials}. */
    @Override
    public void accept(Integer number, String line) {
        String[] parts = line.split(" ", -1);
        Trial trial =
                new Trial(
                        Catalogue.find(parts[0]).orElseThrow(),
                        ShapeDescriptor.parse(parts[1]),
                        Epilogue.valueOf(parts[2]),
                        Boolean.parseBoolean(parts[3]),
                        Integer.parseInt(parts[4]),
                        Long.parseLong(parts[5]));
        Law law = LAWS.get(number);
        if (law.concerns.test(trial)) {
            law.holds.accept(trial);
        }
    }
}

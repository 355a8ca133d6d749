package fcn.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import fcn.kernels.Kernel;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * The reference knows no kernel, kernels know the reference alone, and one package knows protobuf.
 */
final class ImportsGoOneWayTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .importUrls(
                            List.of(
                                    Tensor.class.getResource("/fcn/reference"),
                                    Kernel.class.getResource("/fcn/kernels")));

    @Test
    void theReferenceImportsNothingOfTheKernels() {
        classes()
                .that()
                .resideInAPackage("fcn.reference..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("fcn.reference..", "java..", "javax..", "com.google.protobuf..")
                .check(CLASSES);
    }

    @Test
    void kernelsImportTheReferenceAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("fcn.kernels..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "fcn.kernels..", "fcn.reference..", "java..", "jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void onlyTheImporterUsesProtobuf() {
        noClasses()
                .that()
                .resideOutsideOfPackage("fcn.reference.caffe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..")
                .check(CLASSES);
    }

    @Test
    void theNaiveLayersUseNothingButLayersAndTensors() {
        classes()
                .that()
                .resideInAPackage("fcn.reference.naive")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "fcn.reference",
                        "fcn.reference.naive",
                        "fcn.reference.layer",
                        "fcn.reference.network",
                        "fcn.reference.tensor",
                        "java..")
                .check(CLASSES);
    }
}

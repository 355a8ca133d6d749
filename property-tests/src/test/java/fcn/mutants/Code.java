package fcn.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classes as they were compiled, and what is made of them. */
final class Code {
    private static final ClassDesc ALARM = ClassDesc.of("fcn.mutants.Alarm");
    private static final ClassDesc REACH = ClassDesc.of("fcn.mutants.Reach");
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc NUMBER =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private Code() {}

    static byte[] of(String type) {
        try (InputStream in =
                Code.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All mutants of a class. */
    static List<Mutant> mutants(String type) {
        List<Mutant> mutants = new ArrayList<>();
        ClassModel model = ClassFile.of().parse(of(type));
        for (MethodModel method : model.methods()) {
            String name = name(method);
            if (name.startsWith("toString(")
                    || name.startsWith("values(")
                    || name.startsWith("$values(")) {
                continue;
            }
            int line = 0;
            int index = 0;
            for (CodeElement element :
                    method.code().map(CodeModel::elementList).orElse(List.of())) {
                if (element instanceof LineNumber number) {
                    line = number.line();
                }
                int choice = 0;
                for (Slip slip : Slip.at(element)) {
                    mutants.add(new Mutant(type, name, index, choice++, slip.text(), line));
                }
                index++;
            }
        }
        return mutants;
    }

    private static String name(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    /** A mutant, of one of the {@code type}'s own. */
    static byte[] mutated(Mutant mutant) {
        return changed(
                of(mutant.type()),
                mutant.method(),
                (code, element, index) -> {
                    if (index == mutant.index()) {
                        Slip.at(element).get(mutant.choice()).code().accept(code);
                    } else {
                        code.with(element);
                    }
                });
    }

    /** Calls {@link Reach} before each mutant's place. */
    static byte[] probed(byte[] bytes, Map<Mutant, Integer> numbers) {
        byte[] result = bytes;
        for (String method : numbers.keySet().stream().map(Mutant::method).distinct().toList()) {
            result =
                    changed(
                            result,
                            method,
                            (code, element, index) -> {
                                numbers.forEach(
                                        (mutant, number) -> {
                                            if (mutant.method().equals(method)
                                                    && mutant.index() == index) {
                                                code.loadConstant(number)
                                                        .invokestatic(REACH, "place", NUMBER);
                                            }
                                        });
                                code.with(element);
                            });
        }
        return result;
    }

    /** Asks the {@link Alarm} before each jump back. */
    static byte[] stoppable(byte[] bytes) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Code::asking)));
    }

    private static CodeTransform asking() {
        Set<Label> behind = new HashSet<>();
        return (code, element) -> {
            if (element instanceof LabelTarget target) {
                behind.add(target.label());
            } else if (element instanceof BranchInstruction branch
                    && behind.contains(branch.target())) {
                code.invokestatic(ALARM, "ask", NOTHING);
            }
            code.with(element);
        };
    }

    private interface Change {
        void accept(CodeBuilder code, CodeElement element, int index);
    }

    private static byte[] changed(byte[] bytes, String method, Change change) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        candidate -> name(candidate).equals(method),
                        CodeTransform.ofStateful(
                                () -> {
                                    int[] index = {0};
                                    return (code, element) ->
                                            change.accept(code, element, index[0]++);
                                })));
    }
}

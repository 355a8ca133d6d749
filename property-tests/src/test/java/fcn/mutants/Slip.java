package fcn.mutants;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One instruction in another's place.
 *
 * @param text what it does, as a person says it
 * @param code emits what stands there instead
 */
record Slip(String text, Consumer<CodeBuilder> code) {
    private static final String VECTOR = "jdk/incubator/vector/FloatVector";

    private static final Map<Opcode, Opcode> OPERATORS =
            Map.ofEntries(
                    Map.entry(Opcode.IADD, Opcode.ISUB),
                    Map.entry(Opcode.ISUB, Opcode.IADD),
                    Map.entry(Opcode.IMUL, Opcode.IADD),
                    Map.entry(Opcode.IDIV, Opcode.IMUL),
                    Map.entry(Opcode.IREM, Opcode.IDIV),
                    Map.entry(Opcode.LADD, Opcode.LSUB),
                    Map.entry(Opcode.LSUB, Opcode.LADD),
                    Map.entry(Opcode.LMUL, Opcode.LADD),
                    Map.entry(Opcode.LDIV, Opcode.LMUL),
                    Map.entry(Opcode.FADD, Opcode.FSUB),
                    Map.entry(Opcode.FSUB, Opcode.FADD),
                    Map.entry(Opcode.FMUL, Opcode.FADD),
                    Map.entry(Opcode.FDIV, Opcode.FMUL),
                    Map.entry(Opcode.DADD, Opcode.DSUB),
                    Map.entry(Opcode.DSUB, Opcode.DADD),
                    Map.entry(Opcode.DMUL, Opcode.DADD),
                    Map.entry(Opcode.DDIV, Opcode.DMUL));

    /** By one: where a loop or a case ends. */
    private static final Map<Opcode, Opcode> BOUNDARIES =
            Map.of(
                    Opcode.IF_ICMPLT, Opcode.IF_ICMPLE,
                    Opcode.IF_ICMPLE, Opcode.IF_ICMPLT,
                    Opcode.IF_ICMPGT, Opcode.IF_ICMPGE,
                    Opcode.IF_ICMPGE, Opcode.IF_ICMPGT,
                    Opcode.IFLT, Opcode.IFLE,
                    Opcode.IFLE, Opcode.IFLT,
                    Opcode.IFGT, Opcode.IFGE,
                    Opcode.IFGE, Opcode.IFGT);

    private static final Map<Opcode, Opcode> OPPOSITES =
            Map.ofEntries(
                    Map.entry(Opcode.IF_ICMPLT, Opcode.IF_ICMPGE),
                    Map.entry(Opcode.IF_ICMPGE, Opcode.IF_ICMPLT),
                    Map.entry(Opcode.IF_ICMPGT, Opcode.IF_ICMPLE),
                    Map.entry(Opcode.IF_ICMPLE, Opcode.IF_ICMPGT),
                    Map.entry(Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE),
                    Map.entry(Opcode.IF_ICMPNE, Opcode.IF_ICMPEQ),
                    Map.entry(Opcode.IFLT, Opcode.IFGE),
                    Map.entry(Opcode.IFGE, Opcode.IFLT),
                    Map.entry(Opcode.IFGT, Opcode.IFLE),
                    Map.entry(Opcode.IFLE, Opcode.IFGT),
                    Map.entry(Opcode.IFEQ, Opcode.IFNE),
                    Map.entry(Opcode.IFNE, Opcode.IFEQ),
                    Map.entry(Opcode.IFNULL, Opcode.IFNONNULL),
                    Map.entry(Opcode.IFNONNULL, Opcode.IFNULL));

    /** Methods of the same signature. */
    private static final Map<String, String> METHODS =
            Map.ofEntries(
                    Map.entry(VECTOR + ".add", "sub"),
                    Map.entry(VECTOR + ".sub", "add"),
                    Map.entry(VECTOR + ".mul", "add"),
                    Map.entry(VECTOR + ".max", "min"),
                    Map.entry(VECTOR + ".min", "max"),
                    Map.entry("java/lang/Math.min", "max"),
                    Map.entry("java/lang/Math.max", "min"),
                    Map.entry("java/lang/Math.ceilDiv", "floorDiv"),
                    Map.entry("java/lang/Math.floorDiv", "ceilDiv"),
                    Map.entry("java/lang/Math.multiplyExact", "addExact"),
                    Map.entry("java/lang/Math.addExact", "subtractExact"),
                    Map.entry("java/lang/Math.sin", "cos"),
                    Map.entry("java/lang/Math.cos", "sin"));

    private static final Set<String> DROPPED = Set.of("java/lang/System", "java/util/Arrays");

    /** All slips at an instruction. */
    static List<Slip> at(CodeElement element) {
        return switch (element) {
            case ConstantInstruction constant -> constants(constant);
            case OperatorInstruction operator -> operators(operator);
            case IncrementInstruction step ->
                    List.of(
                            new Slip(
                                    "steps by " + step.constant() + " plus 1",
                                    code -> code.iinc(step.slot(), step.constant() + 1)));
            case BranchInstruction branch -> branches(branch);
            case ArrayStoreInstruction store ->
                    List.of(new Slip("store dropped", code -> dropped(code, store)));
            case InvokeInstruction call -> calls(call);
            default -> List.of();
        };
    }

    private static List<Slip> constants(ConstantInstruction constant) {
        return switch (constant.constantValue()) {
            case Integer i ->
                    List.of(
                            new Slip(i + " becomes " + (i + 1), code -> code.loadConstant(i + 1)),
                            new Slip(i + " becomes " + (i - 1), code -> code.loadConstant(i - 1)));
            case Long l ->
                    List.of(new Slip(l + " becomes " + (l + 1), code -> code.loadConstant(l + 1)));
            case Float f ->
                    List.of(new Slip(f + " becomes " + (f + 1), code -> code.loadConstant(f + 1)));
            case Double d ->
                    List.of(new Slip(d + " becomes " + (d + 1), code -> code.loadConstant(d + 1)));
            default -> List.of();
        };
    }

    private static List<Slip> operators(OperatorInstruction operator) {
        Opcode other = OPERATORS.get(operator.opcode());
        return other == null
                ? List.of()
                : List.of(
                        new Slip(
                                name(operator.opcode()) + " becomes " + name(other),
                                code -> code.with(OperatorInstruction.of(other))));
    }

    private static List<Slip> branches(BranchInstruction branch) {
        return List.of(BOUNDARIES, OPPOSITES).stream()
                .map(table -> table.get(branch.opcode()))
                .filter(other -> other != null)
                .map(
                        other ->
                                new Slip(
                                        name(branch.opcode()) + " becomes " + name(other),
                                        code ->
                                                code.with(
                                                        BranchInstruction.of(
                                                                other, branch.target()))))
                .toList();
    }

    private static List<Slip> calls(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String method = call.name().stringValue();
        String other = METHODS.get(owner + "." + method);
        if (other != null) {
            return List.of(
                    new Slip(
                            method + " becomes " + other,
                            code -> {
                                if (call.opcode() == Opcode.INVOKESTATIC) {
                                    code.invokestatic(
                                            call.owner().asSymbol(), other, call.typeSymbol());
                                } else {
                                    code.invokevirtual(
                                            call.owner().asSymbol(), other, call.typeSymbol());
                                }
                            }));
        }
        if (owner.equals(VECTOR) && method.equals("fma")) {
            return List.of(
                    new Slip(
                            "fma with its factor and its summand swapped",
                            code -> code.swap().with(call)));
        }
        if (owner.equals(VECTOR) && method.equals("neg")) {
            return List.of(new Slip("neg dropped", code -> code.nop()));
        }
        boolean dropped =
                DROPPED.contains(owner)
                        || owner.equals(VECTOR)
                        || (owner.startsWith("fcn/kernels/") && !owner.contains("/clock/"));
        return dropped
                        && call.typeSymbol().returnType().equals(ConstantDescs.CD_void)
                        && !method.equals("<init>")
                ? List.of(new Slip("call of " + method + " dropped", code -> dropped(code, call)))
                : List.of();
    }

    private static void dropped(CodeBuilder code, ArrayStoreInstruction store) {
        pop(code, store.typeKind());
        code.pop().pop();
    }

    private static void dropped(CodeBuilder code, InvokeInstruction call) {
        List<ClassDesc> arguments = call.typeSymbol().parameterList();
        for (int i = arguments.size() - 1; i >= 0; i--) {
            pop(code, TypeKind.from(arguments.get(i)));
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
    }

    private static void pop(CodeBuilder code, TypeKind kind) {
        if (kind.slotSize() == 2) {
            code.pop2();
        } else {
            code.pop();
        }
    }

    private static String name(Opcode opcode) {
        return switch (opcode) {
            case IADD, LADD, FADD, DADD -> "+";
            case ISUB, LSUB, FSUB, DSUB -> "-";
            case IMUL, LMUL, FMUL, DMUL -> "*";
            case IDIV, LDIV, FDIV, DDIV -> "/";
            case IREM -> "%";
            case IF_ICMPLT, IFLT -> "jump on <";
            case IF_ICMPLE, IFLE -> "jump on <=";
            case IF_ICMPGT, IFGT -> "jump on >";
            case IF_ICMPGE, IFGE -> "jump on >=";
            case IF_ICMPEQ, IFEQ -> "jump on ==";
            case IF_ICMPNE, IFNE -> "jump on !=";
            case IFNULL -> "jump on null";
            case IFNONNULL -> "jump on not null";
            default -> opcode.name();
        };
    }
}

package fcn.mutants;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Loads kernels and laws anew, so that static fields are the mutant's too; threads, reference and
 * libraries are shared by all mutants, and warm.
 */
final class MutantLoader extends ClassLoader {
    private static final Set<String> SHARED =
            Set.of("fcn.kernels.threads.", "fcn.kernels.clock.", "fcn.laws.Teams");

    private static final Map<String, byte[]> STOPPABLE = new HashMap<>();

    private final Map<String, byte[]> changed;

    /**
     * A loader.
     *
     * @param changed classes that are other than they were compiled, by name
     */
    MutantLoader(Map<String, byte[]> changed) {
        super(MutantLoader.class.getClassLoader());
        this.changed = changed;
    }

    /** The laws that hold or fail for this loader's kernels, see {@code fcn.laws.SingleLaws}. */
    @SuppressWarnings("unchecked")
    BiConsumer<Integer, String> laws() {
        try {
            Class<?> laws = Class.forName("fcn.laws.SingleLaws", true, this);
            return (BiConsumer<Integer, String>) laws.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!own(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes =
                    changed.containsKey(name)
                            ? Code.stoppable(changed.get(name))
                            : STOPPABLE.computeIfAbsent(
                                    name, unchanged -> Code.stoppable(Code.of(unchanged)));
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static boolean own(String name) {
        return (name.startsWith("fcn.kernels.") || name.startsWith("fcn.laws."))
                && SHARED.stream().noneMatch(name::startsWith);
    }
}

package fcn.kernels.region;

/** How a layer's outputs depend on its inputs along one axis. */
interface Reach {
    /** The outputs that some input of the interval goes into. */
    Interval dependent(Interval inputs);

    /** The inputs that the outputs of the interval are made from; may reach into the padding. */
    Interval needed(Interval outputs);

    /** The outputs that are made from inputs of the interval alone, none of them padding. */
    Interval clear(Interval inputs);

    /** A convolution: output o from inputs {@code [s·o - p, s·o - p + span)}. */
    static Reach sliding(int span, int stride, int pad, int outputs) {
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                int first = Math.ceilDiv(in.from() + pad - span + 1, stride);
                int end = Math.floorDiv(in.to() - 1 + pad, stride) + 1;
                return clip(in, first, end, outputs);
            }

            @Override
            public Interval needed(Interval out) {
                int first = out.from() * stride - pad;
                return new Interval(first, first + (out.length() - 1) * stride + span);
            }

            @Override
            public Interval clear(Interval in) {
                int first = Math.ceilDiv(in.from() + pad, stride);
                int end = Math.floorDiv(in.to() + pad - span, stride) + 1;
                return clip(in, first, end, outputs);
            }
        };
    }

    /** Pooling without padding: as a convolution, but a window ends where the map does. */
    static Reach pooled(int kernel, int stride, int inputs, int outputs) {
        Reach sliding = sliding(kernel, stride, 0, outputs);
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                return sliding.dependent(in);
            }

            @Override
            public Interval needed(Interval out) {
                return sliding.needed(out).intersect(new Interval(0, inputs));
            }

            @Override
            public Interval clear(Interval in) {
                return sliding.clear(in);
            }
        };
    }

    /** A transposed convolution: input i goes into outputs {@code [s·i - p, s·i - p + span)}. */
    static Reach spread(int span, int stride, int pad, int inputs, int outputs) {
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                int end = (in.to() - 1) * stride - pad + span;
                return clip(in, in.from() * stride - pad, end, outputs);
            }

            @Override
            public Interval needed(Interval out) {
                int first = Math.ceilDiv(out.from() + pad - span + 1, stride);
                int end = Math.floorDiv(out.to() - 1 + pad, stride) + 1;
                return clip(out, first, end, inputs);
            }

            @Override
            public Interval clear(Interval in) {
                // all inputs from ⌈(o + p - span + 1)/s⌉ to ⌊(o + p)/s⌋
                int first = Math.clamp((in.from() - 1L) * stride + span - pad, 0, outputs);
                int end = (int) Math.min((long) in.to() * stride - pad, outputs);
                return clip(in, first, end, outputs);
            }
        };
    }

    /** A crop: output o from input {@code o + offset}. */
    static Reach shifted(int offset, int outputs) {
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                return clip(in, in.from() - offset, in.to() - offset, outputs);
            }

            @Override
            public Interval needed(Interval out) {
                return new Interval(out.from() + offset, out.to() + offset);
            }

            @Override
            public Interval clear(Interval in) {
                return dependent(in);
            }
        };
    }

    /** Every output from every input. */
    static Reach whole(int inputs, int outputs) {
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                return clip(in, 0, outputs, outputs);
            }

            @Override
            public Interval needed(Interval out) {
                return clip(out, 0, inputs, inputs);
            }

            @Override
            public Interval clear(Interval in) {
                return Interval.NONE;
            }
        };
    }

    /** This, and then {@code next} on what it makes. */
    default Reach then(Reach next) {
        Reach first = this;
        return new Reach() {
            @Override
            public Interval dependent(Interval in) {
                return next.dependent(first.dependent(in));
            }

            @Override
            public Interval needed(Interval out) {
                return first.needed(next.needed(out));
            }

            @Override
            public Interval clear(Interval in) {
                return next.clear(first.clear(in));
            }
        };
    }

    private static Interval clip(Interval cause, int from, int to, int extent) {
        Interval result = new Interval(Math.max(from, 0), Math.min(to, extent));
        return cause.isEmpty() || result.isEmpty() ? Interval.NONE : result;
    }
}

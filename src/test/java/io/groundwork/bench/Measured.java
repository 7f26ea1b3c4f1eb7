package io.groundwork.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a load showed.
 *
 * @param seconds how long it took
 * @param cpu seconds of processor time, process by process
 */
record Measured(List<Client.Sample> samples, double seconds, List<Double> cpu) {

    /** Both together. */
    Measured and(Measured more) {
        List<Client.Sample> all = new ArrayList<>(samples);
        all.addAll(more.samples);
        List<Double> sum = new ArrayList<>();
        for (int i = 0; i < cpu.size(); i++) {
            sum.add(cpu.get(i) + more.cpu.get(i));
        }
        return new Measured(all, seconds + more.seconds, sum);
    }

    double perSecond() {
        return samples.size() / seconds;
    }

    double wholeMillis(double share) {
        return millis(share, Client.Sample::whole);
    }

    double underWayMillis(double share) {
        return millis(share, Client.Sample::underWay);
    }

    /** Milliseconds of processor time for one answer, of one of the processes. */
    double cpuMillis(int process) {
        return cpu.get(process) * 1000 / samples.size();
    }

    private double millis(double share, ToLongFunction<Client.Sample> part) {
        long[] sorted = samples.stream().mapToLong(part).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))] / 1e6;
    }
}

package io.groundwork.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** So many clients, each asking as fast as it is answered, for a while. */
final class Load {

    /** A bound in count as well, so that what answers at once is not asked without end. */
    private static final int MOST = 20_000;

    private static final List<String> QUESTIONS = List.of(
            "How many days of paid leave do employees have?",
            "When is the kettle on the second floor descaled?",
            "Who may park on the places behind the mill?",
            "What does the travel policy say about trains?",
            "How is a laptop replaced that does not start?");

    private static final AtomicLong NUMBER = new AtomicLong();

    private Load() {}

    static Measured run(Target target, int clients, boolean stream, double seconds)
            throws InterruptedException, ExecutionException {
        AtomicLong left = new AtomicLong(MOST);
        List<Double> before =
                target.processes().stream().map(ProcessCost::cpuSeconds).toList();
        long from = System.nanoTime();
        long until = from + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        List<Callable<List<Client.Sample>>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(() -> asking(target, stream, until, left));
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Client.Sample> samples = new ArrayList<>();
            for (Future<List<Client.Sample>> done : threads.invokeAll(all)) {
                samples.addAll(done.get());
            }
            double took = (System.nanoTime() - from) / 1e9;
            List<Double> cpu = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                cpu.add(target.processes().get(i).cpuSeconds() - before.get(i));
            }
            return new Measured(samples, took, cpu);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Client.Sample> asking(Target target, boolean stream, long until, AtomicLong left)
            throws IOException {
        List<Client.Sample> samples = new ArrayList<>();
        try (Client client = new Client(target)) {
            while (System.nanoTime() < until && left.decrementAndGet() >= 0) {
                long number = NUMBER.incrementAndGet();
                // No two questions are alike, or something could remember the answer.
                String question = QUESTIONS.get((int) (number % QUESTIONS.size())) + " Note " + number;
                samples.add(client.ask(question, stream));
            }
        }
        return samples;
    }
}

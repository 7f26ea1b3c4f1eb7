package io.groundwork.shell.web;

/** One step of the first-run checklist; it ticks by itself, from what is there. */
public final class ChecklistStep {

    private final String name;
    private final boolean done;
    private final String path;

    ChecklistStep(String name, boolean done, String path) {
        this.name = name;
        this.done = done;
        this.path = path;
    }

    /** The key of its title; with {@code _lead}, of its sentence. */
    public String getKey() {
        return "shell.step_" + name;
    }

    public boolean isDone() {
        return done;
    }

    /** Where it is done, under the tenant's address. */
    public String getPath() {
        return path;
    }
}

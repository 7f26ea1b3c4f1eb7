package io.groundwork.intent;

/**
 * What a question was taken for.
 *
 * @param name {@code routine}, {@code domain-heavy}, {@code novel}, or an intent that the tenant added
 * @param confidence calibrated: of the questions told with .8, eight in ten are what they were taken for; 0 to 1
 */
public record Intent(String name, double confidence) {

    /** Asked every day, answered from habit. */
    public static final String ROUTINE = "routine";
    /** Needs what stands in the organisation's own documents. */
    public static final String DOMAIN_HEAVY = "domain-heavy";
    /** Like nothing that was seen before. */
    public static final String NOVEL = "novel";
}

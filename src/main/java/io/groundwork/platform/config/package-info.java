/**
 * Settings from outside, read once and checked at the start. A setting that is missing or wrong stops the application
 * with a sentence that names the variable and the remedy; nothing unsafe is ever assumed.
 */
package io.groundwork.platform.config;

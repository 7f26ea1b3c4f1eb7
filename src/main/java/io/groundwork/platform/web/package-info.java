/**
 * What every page stands on: the headers that keep a browser safe, addresses that people can read and share, texts from
 * the message bundles, and the way problems are shown. It knows no feature; pages live with their features.
 */
package io.groundwork.platform.web;

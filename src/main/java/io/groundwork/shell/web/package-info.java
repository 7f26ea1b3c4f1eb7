/**
 * The frame around all features' pages: which address shows which page to whom, the navigation, the home page and the
 * sign-in page. It stands on the faces of all features and none of them knows it.
 */
package io.groundwork.shell.web;

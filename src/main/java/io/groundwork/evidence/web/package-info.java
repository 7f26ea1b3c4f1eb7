/** The reviewer's pages: the list of answers, and all that is on record about one. */
package io.groundwork.evidence.web;

/** The evidence of answers over HTTP, for reviewers. */
package io.groundwork.evidence.rest;

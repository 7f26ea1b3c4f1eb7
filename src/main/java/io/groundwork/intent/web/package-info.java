/** The page of the classifier: how good it is, what it learns from, training it anew and trying it. */
package io.groundwork.intent.web;

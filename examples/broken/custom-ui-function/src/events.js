export async function onIssue(event) {
  console.log(`new issue ${event.issue.key}`);
}

export async function cleanUp() {
  console.log('nothing to clean up');
}

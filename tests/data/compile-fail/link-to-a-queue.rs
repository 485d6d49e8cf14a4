//! A container is linked to what it does with something, not to the thing itself.

use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;

fn main() {
    let app = App::new();
    let stack = app.stack("Web");
    let jobs = stack.add("Jobs", Queue::new());
    let _ = Container::new("web", "nginx").link(jobs);
}

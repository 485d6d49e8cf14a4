use stackwright_cfn::ec2;
use stackwright_core::App;

fn main() {
    let app = App::new();
    let stack = app.stack("Web");
    let group = stack.add("Group", ec2::SecurityGroup::new().group_description("web"));
    // What an edit gives back must be complete as well.
    stack.edit(group, |_| ec2::SecurityGroup::new());
}

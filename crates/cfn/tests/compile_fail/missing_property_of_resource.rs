use stackwright_cfn::ec2;
use stackwright_core::App;

fn main() {
    let app = App::new();
    let stack = app.stack("Web");
    // `GroupDescription` is required.
    stack.add("Group", ec2::SecurityGroup::new().group_name("web"));
}

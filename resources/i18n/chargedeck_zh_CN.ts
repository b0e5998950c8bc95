<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArrivalFacts</name>
    <message>
        <source>To go</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Battery then</source>
        <translation>到达电量</translation>
    </message>
    <message>
        <source>Go there instead</source>
        <translation>改去那里</translation>
    </message>
</context>
<context>
    <name>ArrivalPlace</name>
    <message>
        <source>Schematic route, not turn-by-turn</source>
        <translation>示意路线，非逐向导航</translation>
    </message>
    <message>
        <source>End route</source>
        <translation>结束路线</translation>
    </message>
    <message>
        <source>Show station</source>
        <translation>查看充电站</translation>
    </message>
</context>
<context>
    <name>ChargeActions</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Stop charging</source>
        <translation>停止充电</translation>
    </message>
    <message>
        <source>Limit %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>Limit —</source>
        <translation>上限 —</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ChargeFlow</name>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>已充电量</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Cost · %1</source>
        <translation>费用 · %1</translation>
    </message>
</context>
<context>
    <name>ChargeGuide</name>
    <message>
        <source>Last charges</source>
        <translation>最近充电</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>已充电量</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Back to the station</source>
        <translation>返回站点</translation>
    </message>
    <message>
        <source>Find a station</source>
        <translation>找充电站</translation>
    </message>
    <message>
        <source>Show receipt</source>
        <translation>查看账单</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Station card</source>
        <translation>站点卡片</translation>
    </message>
</context>
<context>
    <name>ChargePage</name>
    <message>
        <source>Receipts</source>
        <translation>账单</translation>
    </message>
</context>
<context>
    <name>CoverageLists</name>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>运营商</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>合作与自营</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Charges of this car that succeeded, of those that were tried</source>
        <translation>本车实测充电成功率（成功次数占尝试次数）</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>立即更新</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>充电</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>家充</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>充电网络</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Simulated network</source>
        <translation>模拟网络</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>FilterNaming</name>
    <message>
        <source>Name of the filter</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>FilterSaved</name>
    <message>
        <source>Saved</source>
        <translation>已存筛选</translation>
    </message>
    <message>
        <source>Rename or delete %1</source>
        <translation>重命名或删除%1</translation>
    </message>
</context>
<context>
    <name>FilterSheet</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>收起键盘</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Choose the first</source>
        <translation>选择第一项</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Show charge</source>
        <translation>查看充电</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>MapButtons</name>
    <message>
        <source>Turn north up</source>
        <translation>北向上</translation>
    </message>
    <message>
        <source>Turn the way ahead up</source>
        <translation>车头向上</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Go to the car</source>
        <translation>回到本车</translation>
    </message>
    <message>
        <source>The map stays with the car</source>
        <translation>地图跟随车辆</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>Charging network</source>
        <translation>充电网络</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Wait %1 s</source>
        <translation>请等待 %1 秒</translation>
    </message>
    <message>
        <source>Service PIN</source>
        <translation>服务 PIN</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ReceiptDetail</name>
    <message>
        <source>This bill is not right. Ask the operator before you accept it.</source>
        <translation>账单有误，请先向运营商核实。</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>No receipts yet. After your first charge, its receipt is kept here.</source>
        <translation>还没有账单。首次充电后，账单会保存在这里。</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Places, stations, operators</source>
        <translation>搜索地点、充电站、运营商</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Car file</source>
        <translation>车辆文件</translation>
    </message>
    <message>
        <source>Signals (DBC)</source>
        <translation>信号定义（DBC）</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send no more</source>
        <translation>停止发送</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>夜间</translation>
    </message>
    <message>
        <source>Night, dimmed</source>
        <translation>夜间暗光</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日间</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Stations, operators and the car are simulated on this machine. Nothing is bought for real.</source>
        <translation>充电站、运营商和车辆均由本机模拟，不会产生真实消费。</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>Building the simulated charging network</source>
        <translation>正在生成模拟充电网络</translation>
    </message>
    <message>
        <source>Only at the first start, about ten seconds</source>
        <translation>仅首次启动需要，约十秒</translation>
    </message>
</context>
<context>
    <name>StationActions</name>
    <message>
        <source>Navigate</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>End route</source>
        <translation>结束导航</translation>
    </message>
    <message>
        <source>Open charge port</source>
        <translation>打开充电口盖</translation>
    </message>
    <message>
        <source>Now plug in %1</source>
        <translation>请插入 %1</translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 使用中</translation>
    </message>
    <message>
        <source>Start charging</source>
        <translation>开始充电</translation>
    </message>
    <message>
        <source>Show charge</source>
        <translation>查看充电</translation>
    </message>
    <message>
        <source>Start at the pile</source>
        <translation>请在桩上启动</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>StationCard</name>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>StationLockRow</name>
    <message>
        <source>Lower</source>
        <translation>降锁</translation>
    </message>
</context>
<context>
    <name>StationReport</name>
    <message>
        <source>What is wrong with %1?</source>
        <translation>%1 有什么问题？</translation>
    </message>
    <message>
        <source>Report a fault</source>
        <translation>报告故障</translation>
    </message>
</context>
<context>
    <name>TariffBars</name>
    <message>
        <source>0:00</source>
        <translation>0时</translation>
    </message>
    <message>
        <source>12:00</source>
        <translation>12时</translation>
    </message>
    <message>
        <source>24:00</source>
        <translation>24时</translation>
    </message>
</context>
<context>
    <name>WorkbenchDrawer</name>
    <message>
        <source>Workbench</source>
        <translation>工作台</translation>
    </message>
</context>
<context>
    <name>WorkbenchTools</name>
    <message>
        <source>Workbench</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>For the desk, not for the driver</source>
        <translation>供工程师使用，非车内功能</translation>
    </message>
    <message>
        <source>Tap a station on the map first</source>
        <translation>请先在地图上点选一个充电站</translation>
    </message>
    <message>
        <source>Drive here</source>
        <translation>开到此站</translation>
    </message>
    <message>
        <source>Plug in %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Plug in</source>
        <translation>插枪</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>拔枪</translation>
    </message>
    <message>
        <source>State of charge, now %1</source>
        <translation>电量，当前 %1</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>制造故障</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>枪头按键</translation>
    </message>
    <message>
        <source>Hot plug</source>
        <translation>枪头过热</translation>
    </message>
    <message>
        <source>Stuck lock</source>
        <translation>锁卡滞</translation>
    </message>
    <message>
        <source>Insulation</source>
        <translation>绝缘故障</translation>
    </message>
    <message>
        <source>Network of the operators</source>
        <translation>运营商网络</translation>
    </message>
    <message>
        <source>April 2025</source>
        <translation>2025年4月</translation>
    </message>
    <message>
        <source>July 2025</source>
        <translation>2025年7月</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>h</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>done at {time}</source>
        <translation>{time} 完成</translation>
    </message>
    <message>
        <source>{soc} on arrival</source>
        <translation>到达时 {soc}</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>To {limit} in</source>
        <translation>充到 {limit} 还需</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>about {cost} to {limit}</source>
        <translation>约 {cost} 充到 {limit}</translation>
    </message>
    <message>
        <source>No price from {operator}</source>
        <translation>{operator}未提供价格</translation>
    </message>
    <message>
        <source>{price} / kWh</source>
        <translation>{price} / kWh</translation>
    </message>
    <message>
        <source>{distance} added</source>
        <translation>已增加 {distance}</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>全部 {count} 枪</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>已预约</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Unknown · {hours} h</source>
        <translation>未知 · {hours}小时前</translation>
    </message>
    <message>
        <source>Unknown · {minutes} min</source>
        <translation>未知 · {minutes}分钟前</translation>
    </message>
    <message>
        <source>{power} DC</source>
        <translation>{power} 直流</translation>
    </message>
    <message>
        <source>{power} AC</source>
        <translation>{power} 交流</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>充电枪</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>运营商</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>只看</translation>
    </message>
    <message>
        <source>How a charge starts</source>
        <translation>启动方式</translation>
    </message>
    <message>
        <source>Power in kW</source>
        <translation>功率（kW）</translation>
    </message>
    <message>
        <source>Price per kWh now</source>
        <translation>当前每度电价</translation>
    </message>
    <message>
        <source>Connector</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Own and partner operators</source>
        <translation>自营与合作品牌</translation>
    </message>
    <message>
        <source>Other operators</source>
        <translation>其他运营商</translation>
    </message>
    <message>
        <source>From imported lists</source>
        <translation>来自导入名录</translation>
    </message>
    <message>
        <source>as printed, all in</source>
        <translation>公示价，含服务费</translation>
    </message>
    <message>
        <source>any of {count}</source>
        <translation>满足{count}项之一即可</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Plug &amp; charge</source>
        <translation>即插即充</translation>
    </message>
    <message>
        <source>Start from here</source>
        <translation>车机启动</translation>
    </message>
    <message>
        <source>Scan the code</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Partner&apos;s app</source>
        <translation>合作方App</translation>
    </message>
    <message>
        <source>DC, fast</source>
        <translation>直流快充</translation>
    </message>
    <message>
        <source>AC, slow</source>
        <translation>交流慢充</translation>
    </message>
    <message>
        <source>GB/T DC</source>
        <translation>国标直流</translation>
    </message>
    <message>
        <source>GB/T AC</source>
        <translation>国标交流</translation>
    </message>
    <message>
        <source>Type 1</source>
        <translation>Type 1</translation>
    </message>
    <message>
        <source>Type 2</source>
        <translation>Type 2</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>插座</translation>
    </message>
    <message>
        <source>Wireless</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Own network</source>
        <translation>自营网络</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>合作品牌</translation>
    </message>
    <message>
        <source>Third parties</source>
        <translation>第三方</translation>
    </message>
    <message>
        <source>Listed only</source>
        <translation>仅名录</translation>
    </message>
    <message>
        <source>Own {power}</source>
        <translation>自营 {power}</translation>
    </message>
    <message>
        <source>Every station is shown. Of one kind any choice will do; every kind must fit.</source>
        <translation>显示全部电站。同类任选其一，各类须都满足。</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one}或{other}</translation>
    </message>
    <message>
        <source>{one}, and {other}</source>
        <translation>{one}，且{other}</translation>
    </message>
    <message>
        <source>{one} or {count} others</source>
        <translation>{one}等{count}项之一</translation>
    </message>
    <message>
        <source>{operator}, no longer in the network</source>
        <translation>{operator}（已不在网络中）</translation>
    </message>
    <message>
        <source>Show the map</source>
        <translation>查看地图</translation>
    </message>
    <message>
        <source>Show {stations} stations · {connectors} connectors</source>
        <translation>查看{stations}座电站 · {connectors}个接口</translation>
    </message>
    <message>
        <source>Nothing in view fits</source>
        <translation>当前视图内没有符合的</translation>
    </message>
    <message>
        <source>Nothing in view, {connectors} connectors elsewhere</source>
        <translation>视野内没有，别处有{connectors}个接口</translation>
    </message>
    <message>
        <source>There is a filter called {name}. Choose another name.</source>
        <translation>已有名为“{name}”的筛选，请换一个名称。</translation>
    </message>
    <message>
        <source>{count} filters are saved. Delete one first.</source>
        <translation>已存{count}个筛选，请先删除一个。</translation>
    </message>
    <message>
        <source>Counties</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Service area sides</source>
        <translation>服务区（单侧）</translation>
    </message>
    <message>
        <source>From 250 kW</source>
        <translation>250 kW 及以上</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>共 {count}</translation>
    </message>
    <message>
        <source>All of China</source>
        <translation>全国</translation>
    </message>
    <message>
        <source>DC</source>
        <translation>直流</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>交流</translation>
    </message>
    <message>
        <source>below {power}</source>
        <translation>{power} 以下</translation>
    </message>
    <message>
        <source>from {power}</source>
        <translation>{power} 及以上</translation>
    </message>
    <message>
        <source>Own superchargers · {city}</source>
        <translation>自营超充 · {city}</translation>
    </message>
    <message>
        <source>joined since</source>
        <translation>新接入</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>尚未实测</translation>
    </message>
    <message>
        <source>{rate} of {count} charges</source>
        <translation>{count} 次充电中 {rate}</translation>
    </message>
    <message>
        <source>{rate} of {count}, virtual piles</source>
        <translation>{count} 次虚拟桩 {rate}</translation>
    </message>
    <message>
        <source>Any operator</source>
        <translation>不限运营商</translation>
    </message>
    <message>
        <source>Counting the network…</source>
        <translation>正在统计充电网络…</translation>
    </message>
    <message>
        <source>The network cannot be read from the disk now. Open this page again in a minute.</source>
        <translation>现在无法从磁盘读取充电网络，请一分钟后重新打开此页。</translation>
    </message>
    <message>
        <source>Started here</source>
        <translation>车机启动</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>扫码启动</translation>
    </message>
    <message>
        <source>Plug &amp; charge: the cable starts it</source>
        <translation>即插即充，插枪自动启动</translation>
    </message>
    <message>
        <source>Plug in, then start here</source>
        <translation>插枪后在车机启动</translation>
    </message>
    <message>
        <source>Plug in, then scan the code on the pile</source>
        <translation>插枪后扫桩上二维码</translation>
    </message>
    <message>
        <source>Only with {operator}&apos;s own app</source>
        <translation>仅限{operator} App 启动</translation>
    </message>
    <message>
        <source>Cannot be started from here</source>
        <translation>无法从车机启动</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>正在充电</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Charge ended</source>
        <translation>充电已结束</translation>
    </message>
    <message>
        <source>Charge complete</source>
        <translation>充电完成</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未能启动</translation>
    </message>
    <message>
        <source>No word from the operator</source>
        <translation>运营商无应答</translation>
    </message>
    <message>
        <source>Not charging</source>
        <translation>未在充电</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>已插枪</translation>
    </message>
    <message>
        <source>Nothing charged</source>
        <translation>未充电</translation>
    </message>
    <message>
        <source>Car and pile agree on the charge. Stay plugged in.</source>
        <translation>车与桩正在握手，请勿拔枪。</translation>
    </message>
    <message>
        <source>Current falls to zero, then the plug is released.</source>
        <translation>电流归零后自动解锁。</translation>
    </message>
    <message>
        <source>Unplug when you like. The bill is on its way.</source>
        <translation>可以拔枪，账单稍后送达。</translation>
    </message>
    <message>
        <source>Unplug and drive on. The receipt is kept.</source>
        <translation>拔枪即可出发，账单已保存。</translation>
    </message>
    <message>
        <source>Unplug, then try another connector.</source>
        <translation>请拔枪，换一把枪再试。</translation>
    </message>
    <message>
        <source>The operator is asked again and again. If energy flows, you can stop it here.</source>
        <translation>正在反复查询运营商。若仍在充电，可在此停止。</translation>
    </message>
    <message>
        <source>Choose a station on the map, drive there and plug in.</source>
        <translation>在地图上选一个充电站，开到那里插枪即可。</translation>
    </message>
    <message>
        <source>Waiting for the pile. If nothing happens, start at the station&apos;s card.</source>
        <translation>等待充电桩响应。若无反应，请在站点卡片中启动。</translation>
    </message>
    <message>
        <source>The battery is at {soc}, the limit is {limit}: raise the limit to charge.</source>
        <translation>电量 {soc}，上限 {limit}：请调高上限后再充电。</translation>
    </message>
    <message>
        <source>The car is not heard. The charge may go on; Stop asks the operator.</source>
        <translation>收不到车辆数据，充电可能仍在进行；停止由运营商执行。</translation>
    </message>
    <message>
        <source>No word from the car. Check its bus, figures return by themselves.</source>
        <translation>收不到车辆数据。请检查总线，恢复后自动显示。</translation>
    </message>
    <message>
        <source>No cable in the car. Plug in, then start again.</source>
        <translation>尚未插枪。请插枪后重新启动。</translation>
    </message>
    <message>
        <source>Another charge is running. Stop that one first.</source>
        <translation>另一笔充电进行中，请先停止。</translation>
    </message>
    <message>
        <source>{operator} refused: {detail}. Try another connector.</source>
        <translation>{operator}拒绝启动：{detail}。请换一把枪再试。</translation>
    </message>
    <message>
        <source>{operator} has not answered yet. Stay plugged in, it is asked again.</source>
        <translation>{operator}尚未应答，正在重试，请勿拔枪。</translation>
    </message>
    <message>
        <source>{operator} never heard of the start. Nothing was bought, start again.</source>
        <translation>{operator}未收到启动请求，没有扣费，请重新启动。</translation>
    </message>
    <message>
        <source>{operator} refused to stop: {detail}. The car ends the charge instead.</source>
        <translation>{operator}拒绝停止：{detail}。改由车辆结束充电。</translation>
    </message>
    <message>
        <source>{operator} is out of reach, so the car ended the charge. The bill follows.</source>
        <translation>联系不上{operator}，已由车辆结束充电，账单稍后送达。</translation>
    </message>
    <message>
        <source>{operator} is out of reach. Figures may be old, Stop still works.</source>
        <translation>联系不上{operator}，数据可能滞后，仍可停止。</translation>
    </message>
    <message>
        <source>{operator} sent an unreadable answer. Try again or use another operator.</source>
        <translation>{operator}的应答无法识别。请重试或换一家。</translation>
    </message>
    <message>
        <source>{operator} does not accept our keys. Use another operator and tell service.</source>
        <translation>{operator}不认可本车密钥。请换一家，并联系售后。</translation>
    </message>
    <message>
        <source>{operator}&apos;s bill is late. Drive on, it will be in your receipts.</source>
        <translation>{operator}账单延迟。可以先走，账单到了会自动保存。</translation>
    </message>
    <message>
        <source>{operator}&apos;s bill is not right. It is marked in your receipts.</source>
        <translation>{operator}账单有误，已在账单中标出。</translation>
    </message>
    <message>
        <source>The disk cannot be written, so nothing is bought. Free some space, then start again.</source>
        <translation>磁盘无法写入，未下单。请清理空间后重新启动。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>the pile is not known</source>
        <translation>找不到该桩</translation>
    </message>
    <message>
        <source>the pile is offline</source>
        <translation>充电桩离线</translation>
    </message>
    <message>
        <source>the car is not registered</source>
        <translation>车辆未登记</translation>
    </message>
    <message>
        <source>the car is already charging</source>
        <translation>车辆已在充电</translation>
    </message>
    <message>
        <source>Stopped at the pile</source>
        <translation>在桩上停止</translation>
    </message>
    <message>
        <source>Stopped from the car&apos;s screen</source>
        <translation>在车机上停止</translation>
    </message>
    <message>
        <source>Ended by the car</source>
        <translation>车辆结束充电</translation>
    </message>
    <message>
        <source>Ended by a fault of the pile</source>
        <translation>充电桩故障结束</translation>
    </message>
    <message>
        <source>Ended by pulling the plug</source>
        <translation>拔枪结束</translation>
    </message>
    <message>
        <source>Ended by the operator ({code})</source>
        <translation>运营商结束（{code}）</translation>
    </message>
    <message>
        <source>Cable in</source>
        <translation>已插枪</translation>
    </message>
    <message>
        <source>Operator agrees</source>
        <translation>运营商同意</translation>
    </message>
    <message>
        <source>Car and pile agree</source>
        <translation>车桩握手</translation>
    </message>
    <message>
        <source>Energy flows</source>
        <translation>开始充电</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时段</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>电费</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>At {soc} the battery takes no more than {power}</source>
        <translation>电量 {soc} 时，电池最多接受 {power}</translation>
    </message>
    <message>
        <source>The cells are nearly full: the current falls step by step</source>
        <translation>电芯接近充满，电流逐步减小</translation>
    </message>
    <message>
        <source>The battery is cold ({battery}): {power}. Preheat it on the way next time</source>
        <translation>电池偏冷（{battery}），仅 {power}；下次请途中预热</translation>
    </message>
    <message>
        <source>The battery is hot ({battery}): more power once it cools</source>
        <translation>电池偏热（{battery}），降温后功率恢复</translation>
    </message>
    <message>
        <source>{pile} pile · the 2015 standard asks for at most 400 A, {ceiling} now</source>
        <translation>{pile} 桩 · 国标2015最多 400 A，此刻上限 {ceiling}</translation>
    </message>
    <message>
        <source>The 2015 standard asks for at most 400 A: {ceiling} now</source>
        <translation>国标2015最多 400 A，此刻上限 {ceiling}</translation>
    </message>
    <message>
        <source>This pile gives at most {offered_a}: {power} now</source>
        <translation>此桩最多 {offered_a}，此刻 {power}</translation>
    </message>
    <message>
        <source>This pile&apos;s current ends here: {power} now</source>
        <translation>已达此桩电流上限，此刻 {power}</translation>
    </message>
    <message>
        <source>This pile gives at most {power}</source>
        <translation>此桩最多 {power}</translation>
    </message>
    <message>
        <source>This pile ends at {offered_v}, a 1000 V pile charges fuller</source>
        <translation>此桩最高 {offered_v}，1000 V 桩可充得更满</translation>
    </message>
    <message>
        <source>This pile&apos;s voltage ends here, a 1000 V pile charges fuller</source>
        <translation>已达此桩电压上限，1000 V 桩可充得更满</translation>
    </message>
    <message>
        <source>The plug is hot ({plug}): less power until it cools</source>
        <translation>充电枪偏热（{plug}），降温前功率较低</translation>
    </message>
    <message>
        <source>The plug is hot: less power until it cools</source>
        <translation>充电枪偏热，降温前功率较低</translation>
    </message>
    <message>
        <source>The car&apos;s own charger takes at most {power}, a DC pile is faster</source>
        <translation>车载充电机最多 {power}，直流桩更快</translation>
    </message>
    <message>
        <source>This AC pile offers {supply_a}: {power} now</source>
        <translation>此交流桩提供 {supply_a}，此刻 {power}</translation>
    </message>
    <message>
        <source>This AC pile gives at most {power}</source>
        <translation>此交流桩最多 {power}</translation>
    </message>
    <message>
        <source>A limit set in the car holds it at {power}</source>
        <translation>车内设置将功率限制在 {power}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>SoC map</source>
        <translation>SoC 曲线</translation>
    </message>
    <message>
        <source>cell voltage</source>
        <translation>单体电压</translation>
    </message>
    <message>
        <source>cold pack</source>
        <translation>电池低温</translation>
    </message>
    <message>
        <source>hot pack</source>
        <translation>电池高温</translation>
    </message>
    <message>
        <source>CML current</source>
        <translation>CML 电流</translation>
    </message>
    <message>
        <source>pile power</source>
        <translation>桩功率</translation>
    </message>
    <message>
        <source>CML voltage</source>
        <translation>CML 电压</translation>
    </message>
    <message>
        <source>hot plug</source>
        <translation>枪头高温</translation>
    </message>
    <message>
        <source>on-board charger</source>
        <translation>车载充电机</translation>
    </message>
    <message>
        <source>CP duty cycle</source>
        <translation>CP 占空比</translation>
    </message>
    <message>
        <source>car&apos;s setting</source>
        <translation>车辆设置</translation>
    </message>
    <message>
        <source>Car not heard</source>
        <translation>收不到车辆信号</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Charge cut short</source>
        <translation>充电提前中断</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>Pile or car has paused the charge. It goes on by itself, stay plugged in.</source>
        <translation>桩或车已暂停充电，会自动恢复，请勿拔枪</translation>
    </message>
    <message>
        <source>Paused until the battery has cooled. It goes on by itself, stay plugged in.</source>
        <translation>电池降温中，会自动恢复，请勿拔枪</translation>
    </message>
    <message>
        <source>Paused until the plug has cooled. It goes on by itself, stay plugged in.</source>
        <translation>充电枪降温中，会自动恢复，请勿拔枪</translation>
    </message>
    <message>
        <source>Car and pile lost each other and try again. Stay plugged in.</source>
        <translation>车桩通信中断，正在重连，请勿拔枪</translation>
    </message>
    <message>
        <source>Car and pile cannot agree any more. Pull the cable out and plug it in again.</source>
        <translation>车桩无法恢复通信，请拔枪后重新插入</translation>
    </message>
    <message>
        <source>Pile or car reported a fault. Unplug and use another pile.</source>
        <translation>桩或车报告故障，请拔枪换桩</translation>
    </message>
    <message>
        <source>It got too hot. Let it cool, then unplug and plug in again.</source>
        <translation>温度过高，请待降温后拔枪重插</translation>
    </message>
    <message>
        <source>The pile gave too much current. Unplug and use another pile.</source>
        <translation>桩输出电流过大，请拔枪换桩</translation>
    </message>
    <message>
        <source>The pile&apos;s voltage was wrong. Unplug and use another pile.</source>
        <translation>桩输出电压异常，请拔枪换桩</translation>
    </message>
    <message>
        <source>The plug has a fault. Unplug and use another connector.</source>
        <translation>充电枪故障，请拔枪换一把</translation>
    </message>
    <message>
        <source>The plug got too hot. Unplug and use another connector.</source>
        <translation>充电枪过热，请拔枪换一把</translation>
    </message>
    <message>
        <source>A contactor did not switch. Unplug and try again; if it stays, see service.</source>
        <translation>接触器未正常动作，请拔枪重试，仍不行请联系服务</translation>
    </message>
    <message>
        <source>The pause was too long. Unplug and plug in again to go on.</source>
        <translation>暂停时间过长，请拔枪重插以继续</translation>
    </message>
    <message>
        <source>The emergency stop was pressed. Unplug and use another pile.</source>
        <translation>急停按钮被按下，请拔枪换桩</translation>
    </message>
    <message>
        <source>Car and pile lost each other. Unplug and plug in again.</source>
        <translation>车桩通信超时，请拔枪重插</translation>
    </message>
    <message>
        <source>The operator did not agree to this car. Unplug and use another pile.</source>
        <translation>运营商未授权此车，请拔枪换桩</translation>
    </message>
    <message>
        <source>The operator did not answer the pile. Unplug and try again.</source>
        <translation>运营商未响应，请拔枪后重试</translation>
    </message>
    <message>
        <source>The plug was pulled out. Plug in again to go on.</source>
        <translation>充电枪已被拔出，重新插枪可继续</translation>
    </message>
    <message>
        <source>Vehicle bus</source>
        <translation>车辆总线</translation>
    </message>
    <message>
        <source>Charging bus</source>
        <translation>充电总线</translation>
    </message>
    <message>
        <source>{bus}: many errors, figures may lag. Check wiring and bit rate.</source>
        <translation>{bus}错误较多，数据可能滞后，请检查接线和波特率</translation>
    </message>
    <message>
        <source>{bus}: switched itself off after too many errors. Check wiring and bit rate.</source>
        <translation>{bus}因错误过多已关闭，请检查接线和波特率</translation>
    </message>
    <message>
        <source>{bus}: nobody answers. Check the cable and that the other side is on.</source>
        <translation>{bus}无应答，请检查线缆及对端电源</translation>
    </message>
    <message>
        <source>{bus}: its adapter is gone. Plug it in again, it is opened by itself.</source>
        <translation>{bus}适配器已断开，插回后会自动恢复</translation>
    </message>
    <message>
        <source>{bus}: {word}</source>
        <translation>{bus}：{word}</translation>
    </message>
    <message>
        <source>Every bus ends in this machine: there is nothing to arm.</source>
        <translation>所有总线均在本机内，无需授权</translation>
    </message>
    <message>
        <source>Armed until the program ends: frames are sent.</source>
        <translation>已授权发送，直至程序退出</translation>
    </message>
    <message>
        <source>Listening only. To send on a real bus, start with --arm.</source>
        <translation>仅监听；如需在真实总线上发送，请用 --arm 启动</translation>
    </message>
    <message>
        <source>Listening only. The service PIN arms until the program ends.</source>
        <translation>仅监听；输入服务 PIN 后可发送，直至程序退出</translation>
    </message>
    <message>
        <source>Listening only, and no service PIN is set: python main.py service-pin</source>
        <translation>仅监听，且未设服务 PIN，请用 service-pin 设置</translation>
    </message>
    <message>
        <source>{bus}: listening only. To send, arm it under Settings, Service.</source>
        <translation>{bus}仅监听；如需发送，请在设置的服务页授权</translation>
    </message>
    <message>
        <source>The pile gives only {power} of its {pile}: shared with a car, or held back</source>
        <translation>{pile} 桩此刻仅给 {power}，可能与邻车共享或降额</translation>
    </message>
    <message>
        <source>The insulation is not safe. Unplug and use another pile.</source>
        <translation>绝缘异常，请拔枪换桩</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Many errors</source>
        <translation>错误较多</translation>
    </message>
    <message>
        <source>Bus off</source>
        <translation>总线关闭</translation>
    </message>
    <message>
        <source>No acknowledgement</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>Listening only</source>
        <translation>仅监听</translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation>{count} 秒前</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} 分钟前</translation>
    </message>
    <message>
        <source>{count} h ago</source>
        <translation>{count} 小时前</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>电压</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电池温度</translation>
    </message>
    <message>
        <source>Plug</source>
        <translation>充电枪</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>限制因素</translation>
    </message>
    <message>
        <source>Pile offers · CML</source>
        <translation>桩能力 · CML</translation>
    </message>
    <message>
        <source>Control pilot</source>
        <translation>控制导引 CP</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>各相电流</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>电子锁</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁止</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未锁止</translation>
    </message>
    <message>
        <source>locked, no feedback</source>
        <translation>已锁止，无反馈</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>停止原因</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运营商</translation>
    </message>
    <message>
        <source>Power not told</source>
        <translation>功率未提供</translation>
    </message>
    <message>
        <source>DC, power not told</source>
        <translation>直流，功率未提供</translation>
    </message>
    <message>
        <source>AC, power not told</source>
        <translation>交流，功率未提供</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>Handshake · BHM</source>
        <translation>握手 · BHM</translation>
    </message>
    <message>
        <source>Recognition · BRM</source>
        <translation>辨识 · BRM</translation>
    </message>
    <message>
        <source>Configuration · BCP</source>
        <translation>参数配置 · BCP</translation>
    </message>
    <message>
        <source>Preparing · BRO</source>
        <translation>充电准备 · BRO</translation>
    </message>
    <message>
        <source>Ready · BRO AA</source>
        <translation>准备就绪 · BRO AA</translation>
    </message>
    <message>
        <source>Charging · BCL</source>
        <translation>充电中 · BCL</translation>
    </message>
    <message>
        <source>Stopping · BST</source>
        <translation>停止中 · BST</translation>
    </message>
    <message>
        <source>Ended · BSD</source>
        <translation>已结束 · BSD</translation>
    </message>
    <message>
        <source>Error · BEM</source>
        <translation>错误 · BEM</translation>
    </message>
    <message>
        <source>The car does not take this value.</source>
        <translation>车辆不接受该数值</translation>
    </message>
    <message>
        <source>No cable is plugged in.</source>
        <translation>未插入充电枪</translation>
    </message>
    <message>
        <source>Nothing is charging.</source>
        <translation>当前没有在充电</translation>
    </message>
    <message>
        <source>Not while charging: stop first.</source>
        <translation>正在充电，请先停止</translation>
    </message>
    <message>
        <source>Pull the cable out first.</source>
        <translation>请先拔出充电枪</translation>
    </message>
    <message>
        <source>Not while driving.</source>
        <translation>行驶中无法操作</translation>
    </message>
    <message>
        <source>Pull the cable out and plug it in again.</source>
        <translation>请拔出充电枪后重新插入</translation>
    </message>
    <message>
        <source>The car does not answer. Try again, or check its bus.</source>
        <translation>车辆没有响应。请重试，或检查车辆总线。</translation>
    </message>
    <message>
        <source>The car cannot be told: its bus is down, or sending is not armed.</source>
        <translation>无法通知车辆：总线不可用，或未允许发送。</translation>
    </message>
    <message>
        <source>This car does not offer that.</source>
        <translation>此车辆不支持该操作。</translation>
    </message>
    <message>
        <source>No service PIN is set. Set one at the terminal: python main.py service-pin</source>
        <translation>未设置服务 PIN，请用 service-pin 设置。</translation>
    </message>
    <message>
        <source>Wrong PIN, {count} so far. Wait, then try again.</source>
        <translation>PIN 错误，已错 {count} 次。请稍候再试。</translation>
    </message>
    <message>
        <source>The service PIN&apos;s file is damaged. Set the PIN anew at the terminal.</source>
        <translation>服务 PIN 文件已损坏。请在终端重新设置 PIN。</translation>
    </message>
    <message>
        <source>The receipts were damaged. They are kept as {file}; new ones start empty.</source>
        <translation>账单文件已损坏，已另存为 {file}，账单从头开始记录</translation>
    </message>
    <message>
        <source>The disk cannot be written: this choice holds until you leave. Free some space.</source>
        <translation>磁盘无法写入，此选择仅本次有效。请清理空间。</translation>
    </message>
    <message>
        <source>{count} damaged receipts cannot be shown; the others are complete.</source>
        <translation>有 {count} 条账单已损坏，无法显示，其余账单完整</translation>
    </message>
    <message>
        <source>The map&apos;s network file could not be used. It is kept as {file}; a new one was built.</source>
        <translation>充电网络文件无法使用，已另存为 {file} 并重新生成</translation>
    </message>
    <message>
        <source>The disk is full. The map shows what was kept last; charging can be started again when there is space.</source>
        <translation>磁盘已满。地图显示上次保存的内容；有空间后才能再开始充电。</translation>
    </message>
    <message>
        <source>The data folder cannot be written. The map shows what was kept last; charging can be started again when it can.</source>
        <translation>数据文件夹无法写入。地图显示上次保存的内容，恢复后才能充电。</translation>
    </message>
    <message>
        <source>This station cannot be read from the disk now. Try again in a minute.</source>
        <translation>现在无法从磁盘读取此站，请一分钟后再试。</translation>
    </message>
    <message>
        <source>1.4 million connectors on one map: a simulated network</source>
        <translation>140万把充电枪，一张地图：模拟网络</translation>
    </message>
    <message>
        <source>A station: what is free, what it costs, how to start</source>
        <translation>充电站：空闲、价格、启动方式一目了然</translation>
    </message>
    <message>
        <source>The car drives there</source>
        <translation>车辆正开往该站</translation>
    </message>
    <message>
        <source>The cable goes in: car and pile begin to talk</source>
        <translation>插枪：车与桩开始通信</translation>
    </message>
    <message>
        <source>The pile has read the car&apos;s VIN: the charge starts itself</source>
        <translation>桩已读到 VIN，充电自动开始</translation>
    </message>
    <message>
        <source>Stop ends the charge at the operator</source>
        <translation>点按停止，由运营商结束充电</translation>
    </message>
    <message>
        <source>The operator&apos;s bill is the receipt</source>
        <translation>运营商的账单就是凭证</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Expressways</source>
        <translation>高速公路</translation>
    </message>
    <message>
        <source>Service areas</source>
        <translation>服务区</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>充电站</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近搜索</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Cheapest nearby</source>
        <translation>附近最便宜</translation>
    </message>
    <message>
        <source>No longer in the network</source>
        <translation>已不在网络中</translation>
    </message>
    <message>
        <source>Nearest stations</source>
        <translation>附近充电站</translation>
    </message>
    <message>
        <source>Fastest nearby</source>
        <translation>附近最快</translation>
    </message>
    <message>
        <source>Cheapest</source>
        <translation>最便宜</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>1 station</source>
        <translation>1 座充电站</translation>
    </message>
    <message>
        <source>no station</source>
        <translation>无充电站</translation>
    </message>
    <message>
        <source>Show only this operator</source>
        <translation>只看这家运营商</translation>
    </message>
    <message>
        <source>{free}/{total} free</source>
        <translation>{free}/{total} 空闲</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>{total}, free unknown</source>
        <translation>共 {total} 枪，空闲未知</translation>
    </message>
    <message>
        <source>{word} · {count} min ago</source>
        <translation>{word} · {count}分钟前</translation>
    </message>
    <message>
        <source>{word} · {count} h ago</source>
        <translation>{word} · {count}小时前</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>标价</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>无价格</translation>
    </message>
    <message>
        <source>Below reserve: {soc}</source>
        <translation>低于预留电量：{soc}</translation>
    </message>
    <message>
        <source>Out of reach</source>
        <translation>电量不足以到达</translation>
    </message>
    <message>
        <source>The names are being read. This takes a moment, type on.</source>
        <translation>正在读取名称，请稍候，可继续输入。</translation>
    </message>
    <message>
        <source>Nothing is called “{typed}”. Try fewer letters, or first letters: bjnz finds 北京南站.</source>
        <translation>没有找到“{typed}”。可少输几字，或用首字母：bjnz 即北京南站。</translation>
    </message>
    <message>
        <source>The car&apos;s position is not known, so nothing is near. Type a name.</source>
        <translation>车辆位置未知，无法显示附近。请输入名称。</translation>
    </message>
    <message>
        <source>The network holds no station yet. Import or connect one.</source>
        <translation>网络中还没有充电站，请导入或接入。</translation>
    </message>
    <message>
        <source>The names could not be read: {reason}. What is near can be seen all the same.</source>
        <translation>无法读取名称：{reason}。附近的充电站仍可查看。</translation>
    </message>
    <message>
        <source>All {count} operators are up to date</source>
        <translation>{count} 家运营商的数据均为最新</translation>
    </message>
    <message>
        <source>Fetching stations: {share}</source>
        <translation>正在获取充电站：{share}</translation>
    </message>
    <message>
        <source>Taking over new stations; the map stays as it is</source>
        <translation>正在更新充电站，地图照常使用</translation>
    </message>
    <message>
        <source>{count} of {all} operators not reached: their last known stations are shown</source>
        <translation>{all} 家运营商中有 {count} 家无法连接：显示其最近的充电站</translation>
    </message>
    <message>
        <source>New stations cannot be kept: the last known ones are shown. Free some space.</source>
        <translation>无法保存新的充电站：显示最近的数据。请清理存储空间。</translation>
    </message>
    <message>
        <source>Updated {age}</source>
        <translation>{age}更新</translation>
    </message>
    <message>
        <source>Not fetched yet</source>
        <translation>尚未获取</translation>
    </message>
    <message>
        <source>Fetching page {page} of {pages}</source>
        <translation>正在获取第 {page}/{pages} 页</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>正在获取</translation>
    </message>
    <message>
        <source>Not reached: {reason}</source>
        <translation>无法连接：{reason}</translation>
    </message>
    <message>
        <source>Not reached for long: {reason}</source>
        <translation>长时间无法连接：{reason}</translation>
    </message>
    <message>
        <source>Says no: {reason}</source>
        <translation>被拒绝：{reason}</translation>
    </message>
    <message>
        <source>Cannot be kept: {reason}</source>
        <translation>无法保存：{reason}</translation>
    </message>
    <message>
        <source>{count} stations</source>
        <translation>{count} 座充电站</translation>
    </message>
    <message>
        <source>{count} set aside: {reason}</source>
        <translation>{count} 条未采用：{reason}</translation>
    </message>
    <message>
        <source>next in {count} s</source>
        <translation>{count} 秒后再试</translation>
    </message>
    <message>
        <source>next in {count} min</source>
        <translation>{count} 分钟后再试</translation>
    </message>
    <message>
        <source>next in {count} h</source>
        <translation>{count} 小时后再试</translation>
    </message>
    <message>
        <source>free places asked for every {count} min</source>
        <translation>空闲状态每 {count} 分钟询问一次</translation>
    </message>
    <message>
        <source>The online map does not answer. You see the built-in map.</source>
        <translation>在线地图没有回应，现在显示内置地图。</translation>
    </message>
    <message>
        <source>The online map sends no pictures. You see the built-in map.</source>
        <translation>在线地图发来的不是地图图片，现在显示内置地图。</translation>
    </message>
    <message>
        <source>No room to keep the online map. You see the built-in map.</source>
        <translation>没有空间保存在线地图，现在显示内置地图。</translation>
    </message>
    <message>
        <source>The car does not tell where it is</source>
        <translation>车辆未上报位置</translation>
    </message>
    <message>
        <source>The car was here {age}</source>
        <translation>车辆位置：{age}</translation>
    </message>
    <message>
        <source>{status} · now</source>
        <translation>{status} · 刚刚</translation>
    </message>
    <message>
        <source>{status} · {count} min ago</source>
        <translation>{status} · {count}分钟前</translation>
    </message>
    <message>
        <source>{status} · {count} h ago</source>
        <translation>{status} · {count}小时前</translation>
    </message>
    <message>
        <source>{status} · {count} d ago</source>
        <translation>{status} · {count}天前</translation>
    </message>
    <message>
        <source>Bay blocked</source>
        <translation>车位被占</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>车机启动</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Own app</source>
        <translation>运营商 App</translation>
    </message>
    <message>
        <source>No way in</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>{way} · also: {others}</source>
        <translation>{way} · 也可{others}</translation>
    </message>
    <message>
        <source>Asked at {time}</source>
        <translation>{time} 查询</translation>
    </message>
    <message>
        <source>As printed, not binding</source>
        <translation>公示价，仅供参考</translation>
    </message>
    <message>
        <source>Per charge</source>
        <translation>每次充电</translation>
    </message>
    <message>
        <source>Parking</source>
        <translation>停车费</translation>
    </message>
    <message>
        <source>Idling after the charge</source>
        <translation>充满后占位费</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>未公布</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>Cheaper from {time}: {price}</source>
        <translation>{time} 起更便宜：{price}</translation>
    </message>
    <message>
        <source>Cheapest now, until {time}</source>
        <translation>现在最便宜，至 {time}</translation>
    </message>
    <message>
        <source>The same price all day</source>
        <translation>全天同价</translation>
    </message>
    <message>
        <source>Open 24 hours</source>
        <translation>24小时营业</translation>
    </message>
    <message>
        <source>Open now, closes at {time}</source>
        <translation>营业中，{time} 关门</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>营业中</translation>
    </message>
    <message>
        <source>Closed, opens at {time}</source>
        <translation>已关门，{time} 开门</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关门</translation>
    </message>
    <message>
        <source>Parking: {fee}</source>
        <translation>停车：{fee}</translation>
    </message>
    <message>
        <source>Floor: {floor}</source>
        <translation>楼层：{floor}</translation>
    </message>
    <message>
        <source>Hotline {phone}</source>
        <translation>客服电话 {phone}</translation>
    </message>
    <message>
        <source>Food</source>
        <translation>餐饮</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>购物</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Fuel</source>
        <translation>加油</translation>
    </message>
    <message>
        <source>Trains, buses</source>
        <translation>车站</translation>
    </message>
    <message>
        <source>Leisure</source>
        <translation>休闲</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>无线网络</translation>
    </message>
    <message>
        <source>Car park</source>
        <translation>停车场</translation>
    </message>
    <message>
        <source>{rate} of {tries} charges at this model worked</source>
        <translation>该桩型 {tries} 次充电成功 {rate}</translation>
    </message>
    <message>
        <source>{rate} of {tries} simulated charges worked</source>
        <translation>该桩型 {tries} 次模拟充电成功 {rate}</translation>
    </message>
    <message>
        <source>With this car: not measured</source>
        <translation>与本车兼容性：未实测</translation>
    </message>
    <message>
        <source>Outside China: this map has no roads there</source>
        <translation>位于中国境外：地图上没有那里的道路</translation>
    </message>
    <message>
        <source>Simulated picture</source>
        <translation>模拟图片</translation>
    </message>
    <message>
        <source>Ground lock is up</source>
        <translation>地锁已升起</translation>
    </message>
    <message>
        <source>Ground lock is down: drive in</source>
        <translation>地锁已降下，请驶入</translation>
    </message>
    <message>
        <source>Ground lock is up: lower it when you are there</source>
        <translation>地锁已升起，到站后可降下</translation>
    </message>
    <message>
        <source>Ground lock is up: lower it in {operator}&apos;s app</source>
        <translation>地锁已升起，请用{operator} App 降下</translation>
    </message>
    <message>
        <source>Ground lock is going down…</source>
        <translation>地锁正在降下…</translation>
    </message>
    <message>
        <source>{operator} leaves it up: {detail}. Take another bay.</source>
        <translation>{operator}未降锁：{detail}。请换个车位。</translation>
    </message>
    <message>
        <source>Nobody says that the lock is down. Look at it before you try again.</source>
        <translation>未确认地锁已降下，请先看一眼再重试。</translation>
    </message>
    <message>
        <source>Does not start</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>Plug or cable damaged</source>
        <translation>枪头或线缆损坏</translation>
    </message>
    <message>
        <source>Screen or code unreadable</source>
        <translation>屏幕或二维码无法识别</translation>
    </message>
    <message>
        <source>Ground lock stuck</source>
        <translation>地锁卡住</translation>
    </message>
    <message>
        <source>Not there or closed</source>
        <translation>不存在或已关闭</translation>
    </message>
    <message>
        <source>Thank you. {operator} has your report.</source>
        <translation>谢谢，{operator}已收到报告。</translation>
    </message>
    <message>
        <source>{operator} takes no reports from cars. It is kept here.</source>
        <translation>{operator}不接收车机报告，已保存在车机。</translation>
    </message>
    <message>
        <source>{operator} did not take it: {detail}. It is kept here.</source>
        <translation>{operator}未接收：{detail}。已保存在车机。</translation>
    </message>
    <message>
        <source>{operator} is out of reach. It is kept here.</source>
        <translation>联系不上{operator}，已保存在车机。</translation>
    </message>
    <message>
        <source>Not sent, and the disk cannot be written: the report is lost.</source>
        <translation>未发送，且磁盘无法写入：报告已丢失。</translation>
    </message>
    <message>
        <source>Reported a short while ago. Try again later.</source>
        <translation>刚刚报告过，请稍后再试。</translation>
    </message>
    <message>
        <source>Sending the report…</source>
        <translation>正在发送报告…</translation>
    </message>
    <message>
        <source>{free} of {total} free there now</source>
        <translation>现在空闲 {free}/{total}</translation>
    </message>
    <message>
        <source>All {total} taken now</source>
        <translation>现在 {total} 个全部占用</translation>
    </message>
    <message>
        <source>Nobody tells what is free there</source>
        <translation>空闲情况未知</translation>
    </message>
    <message>
        <source>{free} free at {name}, {distance} from there</source>
        <translation>{name} 空闲 {free} 个，相距 {distance}</translation>
    </message>
    <message>
        <source>Nothing free nearby either</source>
        <translation>附近也没有空闲</translation>
    </message>
    <message>
        <source>Ground lock: lower it here when you are there</source>
        <translation>有地锁，到站后可在此降下</translation>
    </message>
    <message>
        <source>The disk cannot be written: the star is not kept.</source>
        <translation>磁盘无法写入，收藏未保存。</translation>
    </message>
    <message>
        <source>Out of reach without charging on the way</source>
        <translation>途中不充电无法到达</translation>
    </message>
    <message>
        <source>Only {soc} on arrival: better charge on the way</source>
        <translation>到达时仅剩 {soc}，建议途中充电</translation>
    </message>
    <message>
        <source>Part of the way is a ferry: its time is not counted</source>
        <translation>途中需乘轮渡，轮渡时间未计入</translation>
    </message>
    <message>
        <source>No road leads there: the sea lies between</source>
        <translation>隔海，无公路可达</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天到达</translation>
    </message>
    <message>
        <source>On {day}</source>
        <translation>{day}到达</translation>
    </message>
    <message>
        <source>The cable does not reach the car. Drive there first.</source>
        <translation>电缆够不到车。请先开过去。</translation>
    </message>
    <message>
        <source>The ground lock is up. Lower it first, then drive in.</source>
        <translation>地锁已升起。请先降下地锁，再驶入。</translation>
    </message>
    <message>
        <source>Another car is plugged in there. Choose another connector.</source>
        <translation>那里已插着别的车，请选择其他充电枪。</translation>
    </message>
    <message>
        <source>This operator&apos;s piles start with its own app only.</source>
        <translation>该运营商的充电桩只能用其自家 App 启动。</translation>
    </message>
    <message>
        <source>The world has no such connector.</source>
        <translation>模拟世界中没有这个充电枪。</translation>
    </message>
    <message>
        <source>The simulated world does not answer.</source>
        <translation>模拟世界没有应答。</translation>
    </message>
</context>
</TS>
